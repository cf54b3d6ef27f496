import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Device,
  type SetTables,
  setTablesSchema,
  type Staff,
  type TableList,
  tableListSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { ManageTablesHandler } from './manage-tables.handler.ts';

@ApiTags('Tables')
@Controller('api/v1/restaurant/tables')
export class ManageTablesController {
  constructor(private readonly handler: ManageTablesHandler) {}

  @Get()
  @For('staff', 'device')
  @Answers(tableListSchema, "The restaurant's tables, each with the link behind its code", [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  list(@CurrentCaller() caller: Staff | Device): Promise<TableList> {
    return this.handler.list(caller);
  }

  @Put()
  @For('admin', 'manager')
  @Audited('tables.changed')
  @Answers(tableListSchema, 'Say which tables there are; a label that comes twice counts once', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  set(
    @Body({ schema: setTablesSchema }) { labels }: SetTables,
    @CurrentCaller() caller: Staff,
  ): Promise<TableList> {
    return this.handler.set(labels, caller);
  }
}
