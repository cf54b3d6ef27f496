import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type Done,
  type ExportedCustomer,
  type ExportPart,
  exportPartSchema,
  idSchema,
  internalPaths,
  withPreviousIds,
} from '#libs/contracts';
import { ServicesGuard } from '../../identity/index.ts';
import { NotifierExportHandler } from './notifier-export.handler.ts';

@ApiExcludeController()
@Controller(internalPaths.exports)
@UseGuards(ServicesGuard)
export class NotifierExportController {
  constructor(private readonly handler: NotifierExportHandler) {}

  @Get(':id')
  async customer(@Param('id', { schema: idSchema }) exportId: string): Promise<ExportedCustomer> {
    return withPreviousIds(await this.handler.customerOf(exportId));
  }

  @Post(':id')
  @HttpCode(200)
  receive(
    @Param('id', { schema: idSchema }) exportId: string,
    @Body({ schema: exportPartSchema }) part: ExportPart,
  ): Promise<Done> {
    return this.handler.receive(exportId, part);
  }
}
