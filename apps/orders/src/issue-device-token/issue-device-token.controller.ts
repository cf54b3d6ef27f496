import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ClientCredentials,
  clientCredentialsSchema,
  type DeviceToken,
  deviceTokenSchema,
} from '#libs/contracts';
import { Answers, readBasic } from '#libs/service-kit';
import { Audited } from '../audit/audited.decorator.ts';
import { LimitedTo } from '../limit/limited.decorator.ts';
import { IssueDeviceTokenHandler } from './issue-device-token.handler.ts';

@ApiTags('Log-in')
@Controller('api/v1/auth')
export class IssueDeviceTokenController {
  constructor(private readonly handler: IssueDeviceTokenHandler) {}

  /** RFC 6749 §4.4: the client says who it is in a Basic header or in the form. */
  @Post('token')
  @HttpCode(200)
  @LimitedTo('tokens')
  @Audited('device.token_given', { form: true })
  @Answers(deviceTokenSchema, 'A token for a POS device, by OAuth 2.0 client credentials', [
    'invalid_request',
    'unauthenticated',
    'unavailable',
  ])
  issue(
    @Body({ schema: clientCredentialsSchema }) body: ClientCredentials,
    @Headers('authorization') authorization?: string,
  ): Promise<DeviceToken> {
    const basic = readBasic(authorization);
    return this.handler.handle(
      basic ?? { id: body.client_id ?? '', secret: body.client_secret ?? '' },
      body.scope,
    );
  }
}
