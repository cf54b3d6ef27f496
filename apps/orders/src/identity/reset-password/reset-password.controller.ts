import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AskForMail,
  askForMailSchema,
  type Done,
  doneSchema,
  type ResetByLink,
  resetByLinkSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { AccountRequests } from '../accounts/account-requests.ts';
import { Audited, RateLimited } from '../../platform/index.ts';
import { ResetPasswordHandler } from './reset-password.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers')
export class ResetPasswordController {
  constructor(
    private readonly requests: AccountRequests,
    private readonly handler: ResetPasswordHandler,
  ) {}

  @Post('forgot-password')
  @HttpCode(200)
  @RateLimited('tokens')
  @Answers(
    doneSchema,
    'Ask for a mail with a link to set another password; the answer is the same for every address',
    ['invalid_request', 'unavailable'],
  )
  async forgot(@Body({ schema: askForMailSchema }) { username, locale }: AskForMail): Promise<Done> {
    await this.requests.ask({ kind: 'password_reset', username, locale });
    return {};
  }

  @Post('reset-password')
  @HttpCode(200)
  @RateLimited('passwords')
  @Audited('password.reset')
  @Answers(
    doneSchema,
    'Set another password with the token of the link, which works once; every session ends',
    ['invalid_request', 'link_not_valid', 'unavailable'],
  )
  reset(@Body({ schema: resetByLinkSchema }) body: ResetByLink): Promise<Done> {
    return this.handler.handle(body);
  }
}
