import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import {
  Health,
  HealthModule,
  type Logger,
  MetricsModule,
  OrdersClient,
  type OwnUrl,
  refusalCounter,
} from '#libs/service-kit';
import { AccessTokens } from './account/access-tokens.ts';
import { TrackingLinks } from './account/tracking-links.ts';
import { Visitors } from './account/visitors.ts';
import { AnnounceStop } from './announce-stop/announce-stop.ts';
import { BroadcastChangeConsumer } from './broadcast-change/broadcast-change.consumer.ts';
import { BroadcastChangeHandler } from './broadcast-change/broadcast-change.handler.ts';
import { MissingParts } from './broadcast-change/missing-parts.ts';
import { OrderLanes } from './broadcast-change/order-lanes.ts';
import { CutSlowSockets } from './cut-slow-sockets/cut-slow-sockets.ts';
import { EVENT_LOG_HEALTH, EventFeed, type EventLogHealth } from './event-feed/event-feed.ts';
import { FollowOrderHandler } from './follow-order/follow-order.handler.ts';
import { TrackingGateway } from './follow-order/tracking.gateway.ts';
import { Curfew } from './greet-client/curfew.ts';
import { EndedSessions } from './greet-client/ended-sessions.ts';
import { Greeter } from './greet-client/greeter.ts';
import { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { LimitHits } from './metrics/limit-hits.ts';
import { ShownEvents } from './metrics/shown-events.ts';
import { OrderRooms } from './order-room/order-rooms.ts';
import { RestaurantRooms } from './order-room/restaurant-room.ts';
import { SnapshotDesk } from './orders-desk/snapshot-desk.ts';
import { Namespaces } from './socket/client-socket.ts';
import { FloodGate } from './socket/flood-gate.ts';
import { FrontDoor } from './socket/front-door.ts';
import { Refusals } from './socket/refusals.ts';
import { Turns } from './socket/turns.ts';
import type { TrackingGatewaySettings } from './tracking-gateway.config.ts';
import { BoardGateway } from './watch-board/board.gateway.ts';

/** What the gateway is given by whoever runs it. */
export interface TrackingGatewayParts {
  readonly settings: TrackingGatewaySettings;
  readonly ordersUrl: OwnUrl;
  readonly logger: Logger;
}

/** The gateway beside whatever else the process runs. Provide `EVENT_LOG_HEALTH` globally and use the `SocketAdapter`. */
@Module({})
export class TrackingGatewayModule {
  static with(parts: TrackingGatewayParts): DynamicModule {
    return {
      module: TrackingGatewayModule,
      imports: [HealthModule, MetricsModule],
      controllers: [BroadcastChangeConsumer],
      providers: [...greeting(parts), ...rooms(parts), ...useCases(parts)],
    };
  }
}

function greeting({ settings, ordersUrl, logger }: TrackingGatewayParts): Provider[] {
  const orders = new OrdersClient(ordersUrl, {
    id: settings.SERVICE_CLIENT_ID,
    secret: settings.SERVICE_CLIENT_SECRET,
  });
  const visitors = new Visitors(new AccessTokens(ordersUrl, settings), new TrackingLinks(orders));
  const rules = { limits: settings.RATE_LIMITS, trustProxy: settings.TRUST_PROXY };
  return [
    { provide: OrdersClient, useValue: orders },
    {
      provide: EndedSessions,
      inject: [Namespaces],
      useFactory: (namespaces: Namespaces) => new EndedSessions(orders, namespaces, logger),
    },
    {
      provide: Greeter,
      inject: [EndedSessions, FrontDoor, Refusals],
      useFactory: (ended: EndedSessions, door: FrontDoor, refusals: Refusals) =>
        new Greeter(visitors, ended, door, settings.TRUSTED_ORIGINS, refusals),
    },
    { provide: Curfew, useValue: new Curfew(visitors, logger) },
    {
      provide: FrontDoor,
      inject: [EventFeed, LimitHits, Refusals],
      useFactory: (feed: EventFeed, hits: LimitHits, refusals: Refusals) =>
        new FrontDoor(feed, hits, refusals, rules),
    },
    {
      provide: FloodGate,
      inject: [LimitHits],
      useFactory: (hits: LimitHits) => new FloodGate(settings.RATE_LIMITS, hits),
    },
  ];
}

function rooms({ settings, logger }: TrackingGatewayParts): Provider[] {
  return [
    Namespaces,
    {
      provide: LimitHits,
      inject: [Registry],
      useFactory: (registry: Registry) => new LimitHits(registry, logger),
    },
    {
      provide: Refusals,
      inject: [Registry],
      useFactory: (registry: Registry) => new Refusals(refusalCounter(registry), logger),
    },
    {
      provide: Turns,
      inject: [LimitHits, Refusals],
      useFactory: (hits: LimitHits, refusals: Refusals) =>
        new Turns(settings.RATE_LIMITS, hits, refusals, logger),
    },
    { provide: EventFeed, inject: [EVENT_LOG_HEALTH, Health], useFactory: feedOf },
    {
      provide: GatewayMetrics,
      inject: [Registry, Namespaces],
      useFactory: (...needed: [Registry, Namespaces]) => new GatewayMetrics(...needed),
    },
    {
      provide: SnapshotDesk,
      inject: [OrdersClient],
      useFactory: (orders: OrdersClient) => new SnapshotDesk(orders),
    },
    {
      provide: OrderRooms,
      inject: [EventFeed, SnapshotDesk, GatewayMetrics],
      useFactory: (...needed: ConstructorParameters<typeof OrderRooms>) => new OrderRooms(...needed),
    },
    {
      provide: RestaurantRooms,
      inject: [Namespaces, GatewayMetrics],
      useFactory: (...needed: ConstructorParameters<typeof RestaurantRooms>) =>
        new RestaurantRooms(...needed),
    },
  ];
}

function useCases({ settings, logger }: TrackingGatewayParts): Provider[] {
  const lanes = new OrderLanes((error) => {
    logger.error({ err: error }, 'an event could not be shown');
  });
  return [
    TrackingGateway,
    BoardGateway,
    {
      provide: FollowOrderHandler,
      inject: [OrderRooms, EventFeed, LimitHits, Refusals],
      useFactory: (orderRooms: OrderRooms, feed: EventFeed, hits: LimitHits, refusals: Refusals) =>
        new FollowOrderHandler(orderRooms, feed, { limits: settings.RATE_LIMITS, hits }, refusals),
    },
    {
      provide: MissingParts,
      inject: [OrdersClient, SnapshotDesk],
      useFactory: (orders: OrdersClient, desk: SnapshotDesk) => new MissingParts(orders, desk),
    },
    {
      provide: BroadcastChangeHandler,
      inject: [OrderRooms, RestaurantRooms, MissingParts, GatewayMetrics],
      useFactory: (
        orderRooms: OrderRooms,
        boards: RestaurantRooms,
        missing: MissingParts,
        metrics: GatewayMetrics,
      ) =>
        new BroadcastChangeHandler(
          { rooms: orderRooms, boards },
          missing,
          lanes,
          new ShownEvents(metrics, logger),
        ),
    },
    {
      provide: CutSlowSockets,
      inject: [Namespaces, GatewayMetrics],
      useFactory: (namespaces: Namespaces, metrics: GatewayMetrics) =>
        new CutSlowSockets(namespaces, metrics, logger),
    },
    {
      provide: AnnounceStop,
      inject: [Namespaces, FrontDoor],
      useFactory: (namespaces: Namespaces, door: FrontDoor) => new AnnounceStop(namespaces, door),
    },
  ];
}

function feedOf(healthy: EventLogHealth, health: Health): EventFeed {
  const feed = new EventFeed(healthy);
  health.needsForReady('order events', () => feed.healthy);
  return feed;
}
