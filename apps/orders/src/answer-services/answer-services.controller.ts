import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type BoardOrder,
  type GuestFacts,
  guestRequestSchema,
  idSchema,
  internalPaths,
  type MessageFacts,
  type SnapshotsRequest,
  snapshotsRequestSchema,
  type SnapshotsResponse,
} from '#libs/contracts';
import { AnswerServicesHandler } from './answer-services.handler.ts';
import { ServicesGuard } from './services-guard.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class AnswerServicesController {
  constructor(private readonly handler: AnswerServicesHandler) {}

  @Post(internalPaths.guests)
  @HttpCode(200)
  guest(@Body({ schema: guestRequestSchema }) { token }: { token: string }): Promise<GuestFacts> {
    return this.handler.guest(token);
  }

  @Post(internalPaths.snapshots)
  @HttpCode(200)
  snapshots(@Body({ schema: snapshotsRequestSchema }) { orders }: SnapshotsRequest): Promise<SnapshotsResponse> {
    return this.handler.snapshots(orders);
  }

  @Get(`${internalPaths.boardOrders}/:id`)
  boardOrder(@Param('id', { schema: idSchema }) orderId: string): Promise<BoardOrder> {
    return this.handler.boardOrder(orderId);
  }

  @Get(`${internalPaths.messageFacts}/:id`)
  messageFacts(@Param('id', { schema: idSchema }) orderId: string): Promise<MessageFacts> {
    return this.handler.messageFacts(orderId);
  }
}
