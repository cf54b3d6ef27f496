import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Done, doneSchema, type Refresh, refreshSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { RefreshTokens } from '../sessions/refresh-tokens.ts';
import { Audited, RateLimited } from '../../platform/index.ts';

@ApiTags('Log-in')
@Controller('api/v1/auth')
export class LogOutController {
  constructor(private readonly refreshTokens: RefreshTokens) {}

  /**
   * The refresh token says whose session it is, even where the access token has expired. As in RFC 7009, one
   * that is unknown is no error.
   */
  @Post('logout')
  @Audited('session.ended')
  @HttpCode(200)
  @RateLimited('tokens')
  @Answers(doneSchema, 'End the session of a refresh token, with all of its tokens', [
    'invalid_request',
    'unavailable',
  ])
  async logOut(@Body({ schema: refreshSchema }) { refresh_token }: Refresh): Promise<Done> {
    await this.refreshTokens.end(refresh_token);
    return {};
  }
}
