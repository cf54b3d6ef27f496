import { Body, Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ClientCredentials,
  clientCredentialsGrant,
  clientCredentialsSchema,
  type DeviceToken,
  deviceTokenSchema,
} from '#libs/contracts';
import { AnswersOAuth, OAuthRefusal, oauthRoute } from '#libs/service-kit';
import { Audited, RateLimited } from '../../platform/index.ts';
import { clientOf } from './client-of.ts';
import { IssueTokenHandler } from './issue-token.handler.ts';

@ApiTags('Log-in')
@Controller('api/v1/auth')
export class IssueTokenController {
  constructor(private readonly handler: IssueTokenHandler) {}

  /** RFC 6749 §4.4, refusals as its §5.2 has them. */
  @Post('token')
  @HttpCode(200)
  @Header('Pragma', 'no-cache')
  @RateLimited('tokens')
  @Audited('device.token_given', { form: true, ...oauthRoute })
  @AnswersOAuth(deviceTokenSchema, 'A token for a POS device, by OAuth 2.0 client credentials')
  issue(
    @Body({ schema: clientCredentialsSchema }) form: ClientCredentials,
    @Headers('authorization') authorization?: string,
  ): Promise<DeviceToken> {
    if (form.grant_type !== clientCredentialsGrant)
      throw new OAuthRefusal('unsupported_grant_type', `Ask with grant_type=${clientCredentialsGrant}.`);
    return this.handler.handle(clientOf(form, authorization), form.scope);
  }
}
