import * as z from 'zod';
import { staffRoles } from '../caller.ts';
import { emailSchema, idSchema, nameSchema, utcTimeSchema } from '../primitives.ts';
import { nextCursorSchema, pageShape } from './orders.ts';

const staffRoleSchema = z.enum(staffRoles);

export const staffMemberSchema = z
  .object({
    user_id: idSchema,
    username: z.string(),
    name: z.string(),
    role: staffRoleSchema,
    disabled: z.boolean(),
    must_change_password: z.boolean().meta({ description: 'Still has the one-time password' }),
    created_at: utcTimeSchema,
  })
  .meta({ id: 'StaffMember' });
export type StaffMember = z.infer<typeof staffMemberSchema>;

export const staffQuerySchema = z.object(pageShape);
export type StaffQuery = z.infer<typeof staffQuerySchema>;
export const staffPageSchema = z
  .object({ staff: z.array(staffMemberSchema), next_cursor: nextCursorSchema })
  .meta({ id: 'StaffPage' });
export type StaffPage = z.infer<typeof staffPageSchema>;

/** `username` is an e-mail address, of which case does not matter. */
export const newStaffSchema = z
  .object({ username: emailSchema.toLowerCase(), name: nameSchema, role: staffRoleSchema })
  .meta({ id: 'NewStaff' });
export type NewStaff = z.infer<typeof newStaffSchema>;

export const editStaffSchema = z
  .object({ name: nameSchema.optional(), role: staffRoleSchema.optional(), disabled: z.boolean().optional() })
  .meta({ id: 'EditStaff' });
export type EditStaff = z.infer<typeof editStaffSchema>;

const oneTimePasswordSchema = z
  .string()
  .meta({ description: 'Shown this once; the first log-in has to set another' });

export const hiredStaffSchema = staffMemberSchema
  .extend({ one_time_password: oneTimePasswordSchema })
  .meta({ id: 'HiredStaff' });
export type HiredStaff = z.infer<typeof hiredStaffSchema>;

export const resetPasswordSchema = z
  .object({ one_time_password: oneTimePasswordSchema })
  .meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof resetPasswordSchema>;
