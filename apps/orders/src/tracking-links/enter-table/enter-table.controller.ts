import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Done,
  doneSchema,
  type EnterTable,
  enterTableSchema,
  type Staff,
  type TableCode,
  tableCodeSchema,
  tableLabelSchema,
  type TableOrder,
  tableOrderSchema,
} from '#libs/contracts';
import { Answers, AnswersText } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited, RateLimited } from '../../platform/index.ts';
import { EnterTableHandler } from './enter-table.handler.ts';

@ApiTags('Tables')
@Controller('api/v1')
export class EnterTableController {
  constructor(private readonly handler: EnterTableHandler) {}

  @Get('restaurant/tables/:label/entry')
  @For('staff')
  @Answers(tableCodeSchema, 'The link behind the code that stands on a table', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  code(
    @Param('label', { schema: tableLabelSchema }) label: string,
    @CurrentCaller() caller: Staff,
  ): Promise<TableCode> {
    return this.handler.code(label, caller);
  }

  @Get('restaurant/tables/:label/entry.svg')
  @For('staff')
  @Header('Content-Type', 'image/svg+xml; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  @AnswersText('image/svg+xml', 'The code that stands on a table, to print', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  draw(
    @Param('label', { schema: tableLabelSchema }) label: string,
    @CurrentCaller() caller: Staff,
  ): Promise<string> {
    return this.handler.draw(label, caller);
  }

  @Post('restaurant/tables/renew')
  @HttpCode(200)
  @For('admin', 'manager')
  @Audited('tables.renewed')
  @Answers(doneSchema, 'Make the codes of all tables worthless; print new ones', [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  renew(@CurrentCaller() caller: Staff): Promise<Done> {
    return this.handler.renew(caller);
  }

  @Post('tables/enter')
  @HttpCode(200)
  @RateLimited('tokens')
  @Answers(tableOrderSchema, 'From the code on a table to the order that is being prepared for it', [
    'invalid_request',
    'link_not_valid',
    'order_not_found',
    'too_many_requests',
    'unavailable',
  ])
  enter(@Body({ schema: enterTableSchema }) { code }: EnterTable): Promise<TableOrder> {
    return this.handler.enter(code);
  }
}
