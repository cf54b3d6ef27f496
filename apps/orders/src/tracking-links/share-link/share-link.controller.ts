import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Device, idSchema, type Staff, type TrackingLink, trackingLinkSchema } from '#libs/contracts';
import { Answers, AnswersText } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { ShareLinkHandler } from './share-link.handler.ts';

const refusals = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'order_not_found',
  'unavailable',
] as const;

@ApiTags('Tracking links')
@Controller('api/v1/online/orders')
@For('staff', 'device with orders:read')
export class ShareLinkController {
  constructor(private readonly handler: ShareLinkHandler) {}

  @Post(':id/link')
  @Audited('link.replaced')
  @HttpCode(200)
  @Answers(trackingLinkSchema, 'Another tracking link; the old one is dead', refusals)
  replace(
    @Param('id', { schema: idSchema }) orderId: string,
    @CurrentCaller() caller: Staff | Device,
  ): Promise<TrackingLink> {
    return this.handler.replace(orderId, caller);
  }

  @Delete(':id/link')
  @Audited('link.withdrawn')
  @Answers(trackingLinkSchema, 'Withdraw the tracking link; there is none until another is made', refusals)
  withdraw(
    @Param('id', { schema: idSchema }) orderId: string,
    @CurrentCaller() caller: Staff | Device,
  ): Promise<TrackingLink> {
    return this.handler.withdraw(orderId, caller);
  }

  @Get(':id/link.svg')
  @Header('Content-Type', 'image/svg+xml; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  @AnswersText('image/svg+xml', 'The tracking link as a QR code', [...refusals, 'not_found'])
  draw(
    @Param('id', { schema: idSchema }) orderId: string,
    @CurrentCaller() caller: Staff | Device,
  ): Promise<string> {
    return this.handler.draw(orderId, caller);
  }
}
