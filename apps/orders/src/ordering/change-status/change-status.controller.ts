import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idSchema, type UpdateStatus, updateStatusSchema } from '#libs/contracts';
import { For } from '../../identity/index.ts';
import { type AnswerChange, ChangeAnswer } from '../order/http/change-answer.decorator.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangesOrder } from '../order/http/changes-order.decorator.ts';
import { ChangeStatusHandler } from './change-status.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class ChangeStatusController {
  constructor(private readonly handler: ChangeStatusHandler) {}

  @Post(':id/update-status')
  @For('staff', 'device with status:write')
  @ChangesOrder('Move an order to a status')
  change(
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: updateStatusSchema }) body: UpdateStatus,
    @ChangeContext() headers: ChangeHeaders,
    @ChangeAnswer() answer: AnswerChange,
  ): Promise<ReturnType<AnswerChange>> {
    return this.handler.handle({ ...headers, orderId, body }).then(answer);
  }
}
