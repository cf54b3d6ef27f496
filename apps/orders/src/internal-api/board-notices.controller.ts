import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type BoardNotices,
  type BoardNoticesQuery,
  boardNoticesQuerySchema,
  internalPaths,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { BoardNoticesHandler } from './board-notices.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class BoardNoticesController {
  constructor(private readonly handler: BoardNoticesHandler) {}

  @Get(internalPaths.boardNotices)
  since(
    @Query({ schema: boardNoticesQuerySchema }) { cursor, wait_seconds }: BoardNoticesQuery,
  ): Promise<BoardNotices> {
    return this.handler.since(cursor, wait_seconds * 1_000);
  }
}
