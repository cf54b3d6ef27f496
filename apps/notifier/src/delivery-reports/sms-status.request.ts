import * as z from 'zod';
import { idSchema } from '#libs/contracts';

export const smsStatusQuerySchema = z.object({ job: idSchema.optional().catch(undefined) });
export type SmsStatusQuery = z.infer<typeof smsStatusQuerySchema>;

/** What of the form is of use. */
export const smsStatusSchema = z.object({
  MessageSid: z.string().min(1),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
  To: z.string().optional(),
});
export type SmsStatus = z.infer<typeof smsStatusSchema>;
