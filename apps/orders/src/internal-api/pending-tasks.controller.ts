import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type AccountEmailAnswer,
  type Done,
  idSchema,
  internalPaths,
  type PendingTasks,
  type PendingTasksQuery,
  pendingTasksQuerySchema,
  type TasksTaken,
  tasksTakenSchema,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { AccountEmailHandler } from './account-email.handler.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class PendingTasksController {
  constructor(
    private readonly tasks: PendingTasksHandler,
    private readonly emails: AccountEmailHandler,
  ) {}

  @Get(internalPaths.pendingTasks)
  waiting(
    @Query({ schema: pendingTasksQuerySchema }) { wait_seconds }: PendingTasksQuery,
  ): Promise<PendingTasks> {
    return this.tasks.waiting(wait_seconds * 1_000);
  }

  @Post(`${internalPaths.pendingTasks}/taken`)
  @HttpCode(200)
  taken(@Body({ schema: tasksTakenSchema }) taken: TasksTaken): Promise<Done> {
    return this.tasks.taken(taken);
  }

  @Post(`${internalPaths.accountEmails}/:id`)
  @HttpCode(200)
  async accountEmail(@Param('id', { schema: idSchema }) id: string): Promise<AccountEmailAnswer> {
    return { account_email: await this.emails.handle(id) };
  }
}
