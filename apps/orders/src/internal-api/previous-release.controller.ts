import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  asPreviousAnswer,
  asPreviousTasks,
  type Done,
  idSchema,
  previousPaths,
  previousTakenSchema,
  type TasksTaken,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { AccountEmailHandler } from './account-email.handler.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';

/** Answers a notifier of the release before, by the paths and the names that it knows. */
@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class PreviousReleaseController {
  constructor(
    private readonly tasks: PendingTasksHandler,
    private readonly emails: AccountEmailHandler,
  ) {}

  @Get(previousPaths.pendingTasks)
  async waiting(): Promise<object> {
    return asPreviousTasks(await this.tasks.waiting());
  }

  @Post(`${previousPaths.pendingTasks}/taken`)
  @HttpCode(200)
  taken(@Body({ schema: previousTakenSchema }) taken: TasksTaken): Promise<Done> {
    return this.tasks.taken(taken);
  }

  @Post(`${previousPaths.accountEmails}/:id`)
  @HttpCode(200)
  async accountEmail(@Param('id', { schema: idSchema }) id: string): Promise<object> {
    return asPreviousAnswer({ account_email: await this.emails.handle(id) });
  }
}
