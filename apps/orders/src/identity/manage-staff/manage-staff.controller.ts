import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type EditStaff,
  editStaffSchema,
  type HiredStaff,
  hiredStaffSchema,
  idSchema,
  type NewStaff,
  newStaffSchema,
  type ResetPassword,
  resetPasswordSchema,
  type Staff,
  type StaffMember,
  staffMemberSchema,
  type StaffPage,
  staffPageSchema,
  type StaffQuery,
  staffQuerySchema,
} from '#libs/contracts';
import type { AuditEvent } from '#libs/service-kit';
import { Answers } from '#libs/service-kit';
import { CurrentCaller } from '../guards/current-caller.decorator.ts';
import { For } from '../guards/for.decorator.ts';
import { Audited, RateLimited } from '../../platform/index.ts';
import { ManageStaffHandler } from './manage-staff.handler.ts';

/** What the wish comes to, for the audit. */
function staffEvent(body: unknown): AuditEvent {
  const { disabled } = editStaffSchema.safeParse(body).data ?? {};
  return disabled === undefined ? 'staff.changed' : disabled ? 'staff.disabled' : 'staff.enabled';
}

@ApiTags('Administration')
@Controller('api/v1/staff')
@For('admin', 'manager')
export class ManageStaffController {
  constructor(private readonly handler: ManageStaffHandler) {}

  @Get()
  @Answers(staffPageSchema, "The restaurant's staff, newest first", [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  list(
    @Query({ schema: staffQuerySchema }) query: StaffQuery,
    @CurrentCaller() caller: Staff,
  ): Promise<StaffPage> {
    return this.handler.list(query, caller);
  }

  @Post()
  @Audited('staff.made')
  @RateLimited('passwords')
  @Answers(
    hiredStaffSchema,
    'Give someone an account; the answer shows its one-time password',
    ['invalid_request', 'unauthenticated', 'forbidden', 'username_taken', 'unavailable'],
    201,
  )
  hire(
    @Body({ schema: newStaffSchema }) body: NewStaff,
    @CurrentCaller() caller: Staff,
  ): Promise<HiredStaff> {
    return this.handler.hire(body, caller);
  }

  @Patch(':id')
  @Audited(staffEvent)
  @Answers(staffMemberSchema, 'Rename someone, give another role, or shut the account', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'last_admin',
    'unavailable',
  ])
  edit(
    @Param('id', { schema: idSchema }) userId: string,
    @Body({ schema: editStaffSchema }) body: EditStaff,
    @CurrentCaller() caller: Staff,
  ): Promise<StaffMember> {
    return this.handler.edit(userId, body, caller);
  }

  @Post(':id/reset-password')
  @Audited('password.reset')
  @HttpCode(200)
  @RateLimited('passwords')
  @Answers(resetPasswordSchema, 'A new one-time password for someone who lost theirs', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'unavailable',
  ])
  resetPassword(
    @Param('id', { schema: idSchema }) userId: string,
    @CurrentCaller() caller: Staff,
  ): Promise<ResetPassword> {
    return this.handler.resetPassword(userId, caller);
  }
}
