import { Body, Controller, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { AnswersNothing } from '#libs/service-kit';
import { type Form, formSchema, smsStatusPath } from '../providers/index.ts';
import { SmsStatusHandler } from './sms-status.handler.ts';
import { type SmsStatusQuery, smsStatusQuerySchema } from './sms-status.request.ts';

@ApiTags("Twilio's webhooks")
@Controller()
export class SmsStatusController {
  constructor(private readonly handler: SmsStatusHandler) {}

  @Post(smsStatusPath)
  @HttpCode(200)
  @AnswersNothing("Twilio's report of what became of a text, signed", [
    'invalid_request',
    'forbidden',
    'unavailable',
  ])
  @RouteConfig({ form: true })
  async report(
    @Query({ schema: smsStatusQuerySchema }) { job }: SmsStatusQuery,
    @Headers('x-twilio-signature') signature: string | undefined,
    @Body({ schema: formSchema }) form: Form,
  ): Promise<void> {
    await this.handler.handle({ job, signature, form });
  }
}
