import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { orderEventsTopic } from '#libs/contracts';
import { connectConsumers, EventLogServer, InProcessEventLog } from '#libs/messaging';
import {
  createHttpAdapter,
  createLogger,
  OwnUrl,
  ProblemFilter,
  readSettings,
  validationPipe,
} from '#libs/service-kit';
import { connectInsights, InsightsModule, insightsSettingsSchema } from '../../apps/insights/src/index.ts';
import { CLOCK, connectDatabase } from '../../apps/orders/src/platform/index.ts';
import { OrdersModule, ordersSettingsSchema, seedDemo } from '../../apps/orders/src/index.ts';
import { demoPassword, freePort } from '../support/passline.ts';
import type { TestDatabase } from '../support/postgres.ts';

export interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

const credentials = { id: 'services', secret: 'a-secret-of-the-services' };
const logger = createLogger('test', 'silent');

/**
 * A real `orders` on a port of its own, with the demo's restaurants.
 * @param clock its own, which the test moves
 * @param log where its events go
 */
export async function startOrders(
  { serviceUrl, adminUrl }: TestDatabase,
  clock: () => number,
  log: InProcessEventLog,
): Promise<Started> {
  const port = await freePort();
  const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  await seedDemo(database, demoPassword);
  const settings = readSettings(ordersSettingsSchema, {
    DATABASE_URL: serviceUrl,
    SERVICE_CLIENT_ID: credentials.id,
    SERVICE_CLIENT_SECRET: credentials.secret,
    RATE_LIMITS: 'off',
  });
  const publicUrl = new OwnUrl(`http://127.0.0.1:${String(port)}`);
  const module = OrdersModule.with({ settings, database, eventLog: log, publicUrl, logger });
  const testing = await Test.createTestingModule({ imports: [module] })
    .overrideProvider(CLOCK)
    .useValue(clock)
    .compile();
  const problems = new ProblemFilter(logger);
  const app = testing.createNestApplication<NestFastifyApplication>(
    createHttpAdapter({ trustProxy: false, problems }),
    { logger: false },
  );
  app.useGlobalFilters(problems);
  app.useGlobalPipes(validationPipe());
  await app.listen(port, '127.0.0.1');
  return { url: publicUrl.value, stop: () => app.close() };
}

/** Insights beside it; it learns at once, and gives signs of life often. */
export async function startInsights(
  { serviceUrl, adminUrl }: TestDatabase,
  ordersUrl: string,
  log: InProcessEventLog,
  figuresMs = 60_000,
): Promise<Started> {
  const database = await connectInsights({ url: serviceUrl, adminUrl });
  const server = new EventLogServer(log);
  const insights = InsightsModule.with({
    database,
    settings: readSettings(insightsSettingsSchema, { RATE_LIMITS: 'off' }),
    credentials,
    ordersUrl: new OwnUrl(ordersUrl),
    logger,
    timing: { heartbeatMs: 200, gatherMs: 50, learnMs: 50, figuresMs },
  });
  @Global()
  @Module({ imports: [insights] })
  class Beside {}
  const testing = await Test.createTestingModule({ imports: [Beside] }).compile();
  const problems = new ProblemFilter(logger);
  const app = testing.createNestApplication<NestFastifyApplication>(
    createHttpAdapter({ trustProxy: false, problems }),
    { logger: false },
  );
  app.useGlobalFilters(problems);
  app.useGlobalPipes(validationPipe());
  connectConsumers(app, server);
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { url: (await app.getUrl()).replace('[::1]', '127.0.0.1'), stop: () => app.close() };
}

export const logOfOrders = (): InProcessEventLog =>
  new InProcessEventLog({
    durableConsumers: [{ name: 'insights', topic: orderEventsTopic }],
    onError: () => undefined,
  });
