import { Body, Controller, Header, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AnswersText } from '#libs/service-kit';
import { type Form, formSchema } from '../providers/index.ts';
import { InboundSmsHandler } from './inbound-sms.handler.ts';

@ApiTags("Twilio's webhooks")
@Controller()
export class InboundSmsController {
  constructor(private readonly handler: InboundSmsHandler) {}

  /** Twilio's webhook for a text that came in; the answer is TwiML. */
  @Post('api/v1/sms/inbound')
  @HttpCode(200)
  @AnswersText('text/xml', 'A text that a customer sent to Twilio, signed; the answer is TwiML', [
    'invalid_request',
    'forbidden',
    'unavailable',
  ])
  @Header('Content-Type', 'text/xml; charset=utf-8')
  @RouteConfig({ form: true })
  receive(
    @Req() { originalUrl }: FastifyRequest,
    @Headers('x-twilio-signature') signature: string | undefined,
    @Body({ schema: formSchema }) form: Form,
  ): Promise<string> {
    return this.handler.handle({ path: originalUrl, signature, form });
  }
}
