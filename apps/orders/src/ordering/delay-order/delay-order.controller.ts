import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type DelayOrder, delaySchema, idSchema } from '#libs/contracts';
import { For } from '../../identity/index.ts';
import { type AnswerChange, ChangeAnswer } from '../order/http/change-answer.decorator.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangesOrder } from '../order/http/changes-order.decorator.ts';
import { DelayOrderHandler } from './delay-order.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class DelayOrderController {
  constructor(private readonly handler: DelayOrderHandler) {}

  @Post(':id/delay')
  @For('staff', 'device with status:write')
  @ChangesOrder('Say that an order will be late')
  delay(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: delaySchema }) body: DelayOrder,
    @ChangeContext() headers: ChangeHeaders,
    @ChangeAnswer() answer: AnswerChange,
  ): Promise<ReturnType<AnswerChange>> {
    return this.handler.handle({ ...headers, orderId, body }).then(answer);
  }
}
