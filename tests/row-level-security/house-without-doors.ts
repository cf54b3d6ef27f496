import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Global, Injectable, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { orderEventsTopic, type Staff } from '#libs/contracts';
import { EventLogServer, InProcessEventLog } from '#libs/messaging';
import { connectConsumers } from '#libs/messaging';
import {
  createHttpAdapter,
  createLogger,
  OwnUrl,
  ProblemFilter,
  readSettings,
  validationPipe,
} from '#libs/service-kit';
import { connectNotifier, NotifierModule, notifierSettingsSchema } from '../../apps/notifier/src/index.ts';
import { AccessGuard } from '../../apps/orders/src/identity/guards/access.guard.ts';
import { AccessTokens } from '../../apps/orders/src/identity/tokens/access-tokens.ts';
import type { KnownRequest } from '../../apps/orders/src/platform/caller/known-request.ts';
import { BearerTokens } from '../../apps/orders/src/identity/guards/bearer-tokens.ts';
import { dataSourceOptions } from '../../apps/orders/src/platform/database/migrate.ts';
import {
  createRestaurant,
  Database,
  migrateOrders,
  OrdersModule,
  ordersSettingsSchema,
} from '../../apps/orders/src/index.ts';
import { RecentOrders, type StoredOrder } from '../../apps/orders/src/ordering/index.ts';
import {
  EVENT_LOG_HEALTH,
  SocketAdapter,
  TrackingGatewayModule,
  trackingGatewaySettingsSchema,
} from '../../apps/tracking-gateway/src/index.ts';
import { Api } from '../support/api.ts';
import { freePort } from '../support/passline.ts';
import type { Providers } from '../support/providers.ts';
import { createDatabase, startPostgres, type TestPostgres } from '../support/postgres.ts';

/** Connections of each service. */
const poolSize = 2;

/** Knows who asks, and lets everyone do everything: whatever the route says. */
@Injectable()
class OpenDoor implements CanActivate {
  constructor(private readonly tokens: BearerTokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    request.caller = await this.tokens.callerOf(request);
    return true;
  }
}

/** Remembers orders without asking whose they are. */
class IndiscreetMemory implements Pick<RecentOrders, 'find' | 'keep' | 'forget'> {
  readonly #orders = new Map<string, StoredOrder>();

  find(_restaurantId: string, orderId: string): StoredOrder | undefined {
    return this.#orders.get(orderId);
  }

  keep(order: StoredOrder): void {
    this.#orders.set(order.orderId, order);
  }

  forget({ orderId }: StoredOrder): void {
    this.#orders.delete(orderId);
  }
}

/** What stands in everything that a restaurant owns, so that it is known wherever it turns up: `Rst07Q`. */
export const markOf = (number: number): string => `Rst${String(number).padStart(2, '0')}Q`;

/** The numbers of the restaurants whose things are in a text. */
export const marksIn = (text: string): number[] =>
  [...text.matchAll(/rst(\d\d)q/gi)].map(([, number]) => Number(number));

export interface Restaurant {
  readonly number: number;
  readonly id: string;
  /** Whoever may do the most, and reaches the furthest. */
  readonly manager: Api;
  /** Who may hardly do anything, but for the open doors. */
  readonly courier: Api;
}

interface Parts {
  readonly app: NestFastifyApplication;
  readonly log: InProcessEventLog;
  readonly database: Database;
  readonly owner: pg.Client;
  readonly server: TestPostgres;
}

/**
 * The three services in this process, as standalone puts them together, on two connections each, with the
 * application's own checks taken out by the test: no role is judged, and no memory asks whose order it holds.
 * (Who may read an order is judged by the order model's `readVerdict`, which the spec replaces.) What is left
 * is row-level security.
 */
export class HouseWithoutDoors {
  private constructor(
    readonly url: string,
    private readonly parts: Parts,
  ) {}

  static async open(providers: Providers): Promise<HouseWithoutDoors> {
    const server = await startPostgres();
    const { adminUrl, serviceUrl } = await createDatabase(server.adminUrl);
    await migrateOrders(adminUrl, serviceUrl);
    const options = dataSourceOptions(serviceUrl);
    const database = new Database(
      await new DataSource({
        ...options,
        extra: { ...(options.extra as object), max: poolSize, connectionTimeoutMillis: 60_000 },
      }).initialize(),
    );
    const log = new InProcessEventLog({
      durableConsumers: [{ name: 'notifier', topic: orderEventsTopic }],
      onError: () => undefined,
    });
    const owner = new pg.Client({ connectionString: adminUrl });
    await owner.connect();
    const url = `http://127.0.0.1:${String(await freePort())}`;
    const app = await openDoors({ url, adminUrl, serviceUrl, database, log, providers });
    return new HouseWithoutDoors(url, { app, log, database, owner, server });
  }

  /** A restaurant of its own, and someone who works there. */
  async found(number: number): Promise<Restaurant> {
    const mark = markOf(number);
    const profile = {
      name: `${mark} Kitchen`,
      phone: null,
      address: `${mark} Street`,
      timezone: 'UTC',
      locale: 'en',
      currency: 'EUR',
      base_preparation_minutes: 20,
    };
    const { restaurantId: id } = await createRestaurant(this.parts.database, profile, `admin@${mark}.test`);
    const [admin] = await this.rows<{ account_id: string; name: string }>(
      'SELECT account_id, name FROM passline.accounts WHERE restaurant_id = $1',
      [id],
    );
    const as = async (role: Staff['role']): Promise<Api> => {
      const staff: Staff = {
        kind: 'staff',
        id: admin?.account_id ?? '',
        name: admin?.name ?? '',
        role,
        restaurant_id: id,
      };
      return new Api(
        this.url,
        await this.parts.app.get(AccessTokens, { strict: false }).sign(staff, randomUUID()),
      );
    };
    return { number, id, manager: await as('manager'), courier: await as('courier') };
  }

  /** What the owner of the database sees. */
  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.parts.owner.query<Row>(text, values)).rows;
  }

  async close(): Promise<void> {
    const { app, log, owner, server } = this.parts;
    await app.close().finally(() => log.close());
    await owner.end();
    await server.stop();
  }
}

interface Ground {
  readonly url: string;
  readonly adminUrl: string;
  readonly serviceUrl: string;
  readonly database: Database;
  readonly log: InProcessEventLog;
  readonly providers: Providers;
}

async function openDoors({
  url,
  adminUrl,
  serviceUrl,
  database,
  log,
  providers,
}: Ground): Promise<NestFastifyApplication> {
  const environment = {
    ...providers.settings,
    DATABASE_URL: serviceUrl,
    SERVICE_CLIENT_ID: 'house',
    SERVICE_CLIENT_SECRET: 'a secret of the house',
    RATE_LIMITS: 'off',
    NOTIFY_HOLD_MS: '0',
    PORT: new URL(url).port,
  };
  const logger = createLogger('house', 'silent');
  const [server, ownUrl] = [new EventLogServer(log), new OwnUrl(url)];
  const settings = {
    orders: readSettings(ordersSettingsSchema, environment),
    gateway: readSettings(trackingGatewaySettingsSchema, environment),
    notifier: readSettings(notifierSettingsSchema, environment),
  };
  const notifierDatabase = await connectNotifier({ url: serviceUrl, adminUrl, poolSize });
  const healthy = (): boolean => server.health().every((consumer) => consumer.healthy);

  @Global()
  @Module({
    imports: [
      OrdersModule.with({ settings: settings.orders, database, eventLog: log, publicUrl: ownUrl, logger }),
      TrackingGatewayModule.with({ settings: settings.gateway, ordersUrl: ownUrl, logger }),
      NotifierModule.with({
        settings: settings.notifier,
        database: notifierDatabase,
        credentials: { id: 'house', secret: 'a secret of the house' },
        ordersUrl: ownUrl,
        logger,
        mailbox: false,
      }),
    ],
    providers: [{ provide: EVENT_LOG_HEALTH, useValue: healthy }],
    exports: [EVENT_LOG_HEALTH],
  })
  class House {}

  const testing = await Test.createTestingModule({ imports: [House] })
    .overrideGuard(AccessGuard)
    .useClass(OpenDoor)
    .overrideProvider(RecentOrders)
    .useValue(new IndiscreetMemory())
    .compile();
  const problems = new ProblemFilter(logger);
  const app = testing.createNestApplication<NestFastifyApplication>(
    createHttpAdapter({ trustProxy: false, problems }),
    { logger: false },
  );
  app.useGlobalFilters(problems);
  app.useGlobalPipes(validationPipe());
  app.useWebSocketAdapter(new SocketAdapter(app));
  connectConsumers(app, server);
  await app.startAllMicroservices();
  await app.listen(settings.orders.PORT, '127.0.0.1');
  return app;
}
