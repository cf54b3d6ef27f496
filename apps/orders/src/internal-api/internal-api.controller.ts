import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type BoardOrder,
  type EndedSessionIds,
  type EndedSessionsQuery,
  endedSessionsQuerySchema,
  type GuestsRequest,
  guestsRequestSchema,
  type GuestsResponse,
  idSchema,
  internalPaths,
  type LastRestaurant,
  lastRestaurantRequestSchema,
  type MessageFacts,
  type RestaurantQuery,
  restaurantQuerySchema,
  type SnapshotsRequest,
  snapshotsRequestSchema,
  type SnapshotsResponse,
} from '#libs/contracts';
import { EndedSessions, ServicesGuard } from '../identity/index.ts';
import { InternalApiHandler } from './internal-api.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class InternalApiController {
  constructor(
    private readonly handler: InternalApiHandler,
    private readonly ended: EndedSessions,
  ) {}

  @Post(internalPaths.guests)
  @HttpCode(200)
  guests(@Body({ schema: guestsRequestSchema }) { tokens }: GuestsRequest): Promise<GuestsResponse> {
    return this.handler.guests(tokens);
  }

  @Post(internalPaths.snapshots)
  @HttpCode(200)
  snapshots(
    @Body({ schema: snapshotsRequestSchema }) { orders }: SnapshotsRequest,
  ): Promise<SnapshotsResponse> {
    return this.handler.snapshots(orders);
  }

  @Get(`${internalPaths.boardOrders}/:id`)
  boardOrder(
    @Param('id', { schema: idSchema }) orderId: string,
    @Query({ schema: restaurantQuerySchema }) { restaurant_id }: RestaurantQuery,
  ): Promise<BoardOrder> {
    return this.handler.boardOrder(orderId, restaurant_id);
  }

  @Get(`${internalPaths.messageFacts}/:id`)
  messageFacts(
    @Param('id', { schema: idSchema }) orderId: string,
    @Query({ schema: restaurantQuerySchema }) { restaurant_id }: RestaurantQuery,
  ): Promise<MessageFacts> {
    return this.handler.messageFacts(orderId, restaurant_id);
  }

  @Get(internalPaths.endedSessions)
  async endedSessions(
    @Query({ schema: endedSessionsQuerySchema }) { seconds, cursor, wait_seconds }: EndedSessionsQuery,
  ): Promise<EndedSessionIds> {
    if (cursor !== undefined) await this.ended.untilNewer(cursor, wait_seconds * 1_000);
    // Read first: what becomes known in between is told by the next answer again, rather than by none.
    const newCursor = this.ended.cursor;
    return { sessions: await this.ended.endedLately(seconds), cursor: newCursor };
  }

  @Get(internalPaths.publicUrl)
  publicUrl(): { public_url: string } {
    return { public_url: this.handler.publicUrl };
  }

  @Post(internalPaths.lastRestaurants)
  @HttpCode(200)
  async lastRestaurant(
    @Body({ schema: lastRestaurantRequestSchema }) { phone }: { phone: string },
  ): Promise<{ restaurant: LastRestaurant }> {
    return { restaurant: await this.handler.lastRestaurant(phone) };
  }
}
