import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CancelOrder, cancelSchema, idSchema } from '#libs/contracts';
import { For } from '../../identity/index.ts';
import { type AnswerChange, ChangeAnswer } from '../order/http/change-answer.decorator.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangesOrder } from '../order/http/changes-order.decorator.ts';
import { CancelOrderHandler } from './cancel-order.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class CancelOrderController {
  constructor(private readonly handler: CancelOrderHandler) {}

  @Post(':id/cancel')
  @For('staff', 'device with status:write', 'customer')
  @ChangesOrder('Cancel an order; customers may while it is pending')
  cancel(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: cancelSchema.prefault({}) }) body: CancelOrder,
    @ChangeContext() headers: ChangeHeaders,
    @ChangeAnswer() answer: AnswerChange,
  ): Promise<ReturnType<AnswerChange>> {
    return this.handler.handle({ ...headers, orderId, body }).then(answer);
  }
}
