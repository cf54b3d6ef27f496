import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type Done,
  type ExportedCustomer,
  type ExportPart,
  exportPartSchema,
  idSchema,
  internalPaths,
} from '#libs/contracts';
import { ServicesGuard } from '../account/services-guard.ts';
import { AskNotifierHandler } from './ask-notifier.handler.ts';

@ApiExcludeController()
@Controller(internalPaths.exports)
@UseGuards(ServicesGuard)
export class AskNotifierController {
  constructor(private readonly handler: AskNotifierHandler) {}

  @Get(':id')
  customer(@Param('id', { schema: idSchema }) exportId: string): Promise<ExportedCustomer> {
    return this.handler.customerOf(exportId);
  }

  @Post(':id')
  @HttpCode(200)
  takeIn(
    @Param('id', { schema: idSchema }) exportId: string,
    @Body({ schema: exportPartSchema }) part: ExportPart,
  ): Promise<Done> {
    return this.handler.takeIn(exportId, part);
  }
}
