import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AmendOrder, amendOrderSchema, idSchema } from '#libs/contracts';
import { For } from '../../identity/index.ts';
import { type AnswerChange, ChangeAnswer } from '../order/http/change-answer.decorator.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangesOrder } from '../order/http/changes-order.decorator.ts';
import { AmendOrderHandler } from './amend-order.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class AmendOrderController {
  constructor(private readonly handler: AmendOrderHandler) {}

  @Post(':id/amend')
  @For('staff', 'device with status:write')
  @ChangesOrder('Put something else in the place of what an order holds; its status stays')
  amend(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: amendOrderSchema }) body: AmendOrder,
    @ChangeContext() headers: ChangeHeaders,
    @ChangeAnswer() answer: AnswerChange,
  ): Promise<ReturnType<AnswerChange>> {
    return this.handler.handle({ ...headers, orderId, body }).then(answer);
  }
}
