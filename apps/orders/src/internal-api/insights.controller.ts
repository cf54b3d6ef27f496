import { Body, Controller, Get, HttpCode, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type Done,
  internalPaths,
  type PushedTimes,
  pushedTimesSchema,
  type RestaurantFactsAnswer,
  type RestaurantFactsQuery,
  restaurantFactsQuerySchema,
} from '#libs/contracts';
import { ServicesGuard } from '../identity/index.ts';
import { InsightsHandler } from './insights.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class InsightsController {
  constructor(private readonly handler: InsightsHandler) {}

  @Get(internalPaths.restaurants)
  restaurants(
    @Query({ schema: restaurantFactsQuerySchema }) { ids }: RestaurantFactsQuery,
  ): Promise<RestaurantFactsAnswer> {
    return this.handler.restaurants(ids);
  }

  @Put(internalPaths.learnedTimes)
  learnedTimes(@Body({ schema: pushedTimesSchema }) times: PushedTimes): Promise<Done> {
    return this.handler.keep(times);
  }

  @Post(internalPaths.insightsHeartbeat)
  @HttpCode(200)
  heartbeat(): Promise<Done> {
    return this.handler.heartbeat();
  }
}
