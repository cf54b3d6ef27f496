import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Customer,
  type Feedback,
  feedbackSchema,
  type GiveFeedback,
  giveFeedbackSchema,
  type Guest,
  idSchema,
  type Staff,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { GiveFeedbackHandler } from './give-feedback.handler.ts';

@ApiTags('Feedback')
@Controller('api/v1/online/orders')
export class GiveFeedbackController {
  constructor(private readonly handler: GiveFeedbackHandler) {}

  @Post(':id/feedback')
  @For('customer', 'guest')
  @ApiResponse({ status: 200, description: 'Given again, it replaces what was said within the last day' })
  @Answers(
    feedbackSchema,
    'Say how the order was, once the customer has it: from `ready` on (dine-in: `served`, delivery: `delivered`); safe to repeat',
    [
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'order_not_found',
      'feedback_not_possible',
      'unavailable',
    ],
    201,
  )
  async give(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: giveFeedbackSchema }) body: GiveFeedback,
    @CurrentCaller() caller: Customer | Guest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Feedback> {
    const { feedback, isFirst } = await this.handler.give(orderId, body, caller);
    void reply.status(isFirst ? 201 : 200);
    return feedback;
  }

  @Get(':id/feedback')
  @For('staff')
  @Answers(feedbackSchema, 'How the customer liked the order', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'order_not_found',
    'not_found',
    'unavailable',
  ])
  read(
    @Param('id', { schema: idSchema }) orderId: string,
    @CurrentCaller() caller: Staff,
  ): Promise<Feedback> {
    return this.handler.read(orderId, caller);
  }
}
