import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idSchema, type RecallOrder, recallSchema } from '#libs/contracts';
import { For } from '../../identity/index.ts';
import { type AnswerChange, ChangeAnswer } from '../order/http/change-answer.decorator.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangesOrder } from '../order/http/changes-order.decorator.ts';
import { RecallOrderHandler } from './recall-order.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class RecallOrderController {
  constructor(private readonly handler: RecallOrderHandler) {}

  @Post(':id/recall')
  @For('staff', 'device with status:write')
  @ChangesOrder('Undo the latest status change')
  recall(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: recallSchema }) body: RecallOrder,
    @ChangeContext() headers: ChangeHeaders,
    @ChangeAnswer() answer: AnswerChange,
  ): Promise<ReturnType<AnswerChange>> {
    return this.handler.handle({ ...headers, orderId, body }).then(answer);
  }
}
