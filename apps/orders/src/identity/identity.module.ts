import { Module } from '@nestjs/common';
import type { OrdersSettings } from '../orders.config.ts';
import { SETTINGS } from '../platform/index.ts';
import { AccountRequests } from './accounts/account-requests.ts';
import { AccountTokens } from './accounts/account-tokens.ts';
import { PasswordGuesses } from './accounts/password-guesses.ts';
import { BearerTokens } from './guards/bearer-tokens.ts';
import { SERVICE_CREDENTIALS } from './guards/services.guard.ts';
import { IssueTokenController } from './issue-token/issue-token.controller.ts';
import { IssueTokenHandler } from './issue-token/issue-token.handler.ts';
import { LogInController } from './log-in/log-in.controller.ts';
import { LogInHandler } from './log-in/log-in.handler.ts';
import { LogOutController } from './log-out/log-out.controller.ts';
import { ManageDevicesController } from './manage-devices/manage-devices.controller.ts';
import { ManageDevicesHandler } from './manage-devices/manage-devices.handler.ts';
import { ManageStaffController } from './manage-staff/manage-staff.controller.ts';
import { ManageStaffHandler } from './manage-staff/manage-staff.handler.ts';
import { ResetPasswordController } from './reset-password/reset-password.controller.ts';
import { ResetPasswordHandler } from './reset-password/reset-password.handler.ts';
import { EndedSessions } from './sessions/ended-sessions.ts';
import { RefreshTokens } from './sessions/refresh-tokens.ts';
import { ConfirmSignUpHandler } from './sign-up/confirm-sign-up.handler.ts';
import { SignUpController } from './sign-up/sign-up.controller.ts';
import { SignUpHandler } from './sign-up/sign-up.handler.ts';
import { TokensModule } from './tokens/tokens.module.ts';

/** Who may ask: accounts of staff and customers, devices, their sessions, and the guards of all routes. */
@Module({
  imports: [TokensModule],
  controllers: [
    IssueTokenController,
    LogInController,
    LogOutController,
    ManageDevicesController,
    ManageStaffController,
    ResetPasswordController,
    SignUpController,
  ],
  providers: [
    {
      provide: SERVICE_CREDENTIALS,
      inject: [SETTINGS],
      useFactory: ({ SERVICE_CLIENT_ID: id, SERVICE_CLIENT_SECRET: secret }: OrdersSettings) => ({
        id,
        secret,
      }),
    },
    AccountRequests,
    AccountTokens,
    BearerTokens,
    ConfirmSignUpHandler,
    EndedSessions,
    IssueTokenHandler,
    LogInHandler,
    ManageDevicesHandler,
    ManageStaffHandler,
    PasswordGuesses,
    RefreshTokens,
    ResetPasswordHandler,
    SignUpHandler,
  ],
  exports: [TokensModule, SERVICE_CREDENTIALS, AccountTokens, BearerTokens, EndedSessions],
})
export class IdentityModule {}
