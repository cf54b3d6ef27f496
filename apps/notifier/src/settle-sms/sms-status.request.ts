import * as z from 'zod';
import { idSchema } from '#libs/contracts';

/** The form as it came: the signature covers all of it. */
export const smsStatusFormSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const smsStatusQuerySchema = z.object({ job: idSchema.optional().catch(undefined) });
export type SmsStatusQuery = z.infer<typeof smsStatusQuerySchema>;

/** What of the form is of use. */
export const smsStatusSchema = z.object({
  MessageSid: z.string().min(1),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
});
export type SmsStatus = z.infer<typeof smsStatusSchema>;
