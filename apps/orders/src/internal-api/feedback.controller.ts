import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type FeedbackQuery,
  feedbackQuerySchema,
  type FeedbackRatings,
  internalPaths,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { FeedbackHandler } from './feedback.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class FeedbackController {
  constructor(private readonly handler: FeedbackHandler) {}

  @Get(internalPaths.feedback)
  since(@Query({ schema: feedbackQuerySchema }) query: FeedbackQuery): Promise<FeedbackRatings> {
    return this.handler.since(query);
  }
}
