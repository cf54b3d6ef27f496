import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type BatchResult,
  batchResultSchema,
  type BatchUpdate,
  batchUpdateSchema,
  longestBatch,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { For } from '../../identity/index.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { ChangeStatusesHandler } from './change-statuses.handler.ts';

@ApiTags('Moving an order')
@Controller('api/v1/online/orders')
export class ChangeStatusesController {
  constructor(private readonly handler: ChangeStatusesHandler) {}

  @Post('update-status')
  @HttpCode(200)
  @For('staff', 'device with status:write')
  @Answers(
    batchResultSchema,
    `Move up to ${String(longestBatch)} orders, one after the other, each with a verdict of its own`,
    ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'],
  )
  changeAll(
    @Body({ schema: batchUpdateSchema }) body: BatchUpdate,
    @Req() { body: sent }: { readonly body: Pick<BatchUpdate, 'updates'> },
    @ChangeContext() headers: ChangeHeaders,
  ): Promise<BatchResult> {
    // Each as it came: it is read by itself, and what a key came with is told by that.
    return this.handler.handle({ ...body, updates: sent.updates }, headers);
  }
}
