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
import { Asking } from '../account/asking.decorator.ts';
import { For } from '../account/for.decorator.ts';
import { Answers } from '../api-docs/answers.decorator.ts';
import { ManageStaffHandler } from './manage-staff.handler.ts';

@ApiTags('Administration')
@Controller('api/v1/staff')
@For('admin', 'manager')
export class ManageStaffController {
  constructor(private readonly handler: ManageStaffHandler) {}

  @Get()
  @Answers(staffPageSchema, "The restaurant's staff, newest first", ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'])
  list(@Query({ schema: staffQuerySchema }) query: StaffQuery, @Asking() caller: Staff): Promise<StaffPage> {
    return this.handler.list(query, caller);
  }

  @Post()
  @Answers(hiredStaffSchema, 'Give someone an account; the answer shows its one-time password', [
    'invalid_request', 'unauthenticated', 'forbidden', 'username_taken', 'unavailable',
  ], 201)
  hire(@Body({ schema: newStaffSchema }) body: NewStaff, @Asking() caller: Staff): Promise<HiredStaff> {
    return this.handler.hire(body, caller);
  }

  @Patch(':id')
  @Answers(staffMemberSchema, 'Rename someone, give another role, or shut the account', [
    'invalid_request', 'unauthenticated', 'forbidden', 'not_found', 'last_admin', 'unavailable',
  ])
  edit(@Param('id', { schema: idSchema }) userId: string, @Body({ schema: editStaffSchema }) body: EditStaff, @Asking() caller: Staff): Promise<StaffMember> {
    return this.handler.edit(userId, body, caller);
  }

  @Post(':id/reset-password')
  @HttpCode(200)
  @Answers(resetPasswordSchema, 'A new one-time password for someone who lost theirs', ['invalid_request', 'unauthenticated', 'forbidden', 'not_found', 'unavailable'])
  resetPassword(@Param('id', { schema: idSchema }) userId: string, @Asking() caller: Staff): Promise<ResetPassword> {
    return this.handler.resetPassword(userId, caller);
  }
}
