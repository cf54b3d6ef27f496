import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventLogServer, InProcessEventLog } from '#libs/messaging';
import { orderEventsTopic } from '#libs/contracts';
import {
  allowCrossOrigin,
  createHttpApp,
  listen,
  type Logger,
  OwnUrl,
  traceIdIn,
  type WhenStopping,
} from '#libs/service-kit';
import { connectConsumers, openKafkaLog } from '#libs/messaging';
import { connectDatabase, publishApiDocs, seedDemo, watchRequests } from '../../../orders/src/index.ts';
import { connectInsights, type Database as InsightsDatabase } from '../../../insights/src/index.ts';
import { connectNotifier, type Database as NotifierDatabase } from '../../../notifier/src/index.ts';
import { SocketAdapter } from '../../../tracking-gateway/src/index.ts';
import type { ServiceSettings } from '../standalone.config.ts';
import { StandaloneModule, type StandaloneOptions } from '../standalone.module.ts';
import { serveWebPages } from '../web-pages/web-pages.ts';

export interface Urls {
  readonly serviceUrl: string;
  readonly adminUrl?: string | undefined;
}

export interface Assembly {
  readonly settings: ServiceSettings;
  readonly urls: Urls;
  readonly logger: Logger;
  /** Given where the demo restaurants are wanted. */
  readonly demoPassword?: string | undefined;
  readonly whenStopping: WhenStopping;
}

/** Wires the services together on one port, and starts them. @returns where they answer */
export async function assemble({
  settings,
  urls,
  logger,
  demoPassword,
  whenStopping,
}: Assembly): Promise<string> {
  const database = await connectDatabase({
    DATABASE_URL: urls.serviceUrl,
    DATABASE_ADMIN_URL: urls.adminUrl,
  });
  if (demoPassword !== undefined) await seedDemo(database, demoPassword);
  const { serviceUrl: url, adminUrl } = urls;
  const databases = {
    notifier: await connectNotifier({ url, adminUrl, logger }),
    insights: await connectInsights({ url, adminUrl, logger }),
  };
  const eventLog =
    settings.brokers === undefined
      ? openEventLog(logger)
      : openKafkaLog(settings.brokers, 'standalone', logger);
  const server = new EventLogServer(eventLog);
  const selfUrl = new OwnUrl();
  const publicUrl = new OwnUrl(settings.orders.PUBLIC_URL);
  const parts = {
    orders: {
      settings: { ...settings.orders, DATABASE_URL: urls.serviceUrl },
      database,
      eventLog,
      publicUrl,
      logger,
    },
    ...others(settings, databases, selfUrl, server, logger),
  };
  const app = await createApp(settings, parts, logger);
  whenStopping('the event log', () => eventLog.close());
  whenStopping('the server', () => app.close());
  connectConsumers(app, server);
  await app.startAllMicroservices();
  await listen(app, settings.orders);
  const ownUrl = localUrl(await app.getUrl());
  selfUrl.listening(ownUrl);
  publicUrl.listening(ownUrl);
  return ownUrl;
}

function openEventLog(logger: Logger): InProcessEventLog {
  return new InProcessEventLog({
    durableConsumers: ['notifier', 'insights'].map((name) => ({ name, topic: orderEventsTopic })),
    // Each notes down in one transaction what comes at once.
    concurrentKeys: 128,
    onError: (err, record, consumer) => {
      logger.warn(
        {
          err,
          trace_id: traceIdIn(record.headers['traceparent']),
          order_id: record.key,
          consumer: consumer.name,
        },
        'an event was not handled',
      );
    },
  });
}

interface Databases {
  readonly notifier: NotifierDatabase;
  readonly insights: InsightsDatabase;
}

function others(
  { orders, gateway, notifier, insights }: ServiceSettings,
  databases: Databases,
  ordersUrl: OwnUrl,
  server: EventLogServer,
  logger: Logger,
): Omit<StandaloneOptions, 'orders'> {
  const credentials = { id: orders.SERVICE_CLIENT_ID, secret: orders.SERVICE_CLIENT_SECRET };
  return {
    gateway: { settings: gateway, ordersUrl, logger },
    notifier: {
      settings: notifier,
      database: databases.notifier,
      credentials,
      ordersUrl,
      logger,
      mailbox: true,
    },
    insights: {
      settings: insights,
      database: databases.insights,
      credentials,
      ordersUrl,
      logger,
      consumerHealthy: () => server.isHealthy('insights'),
    },
    eventLogHealthy: () => server.healthy,
  };
}

async function createApp(
  { orders }: ServiceSettings,
  parts: StandaloneOptions,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const app = await createHttpApp(StandaloneModule.with(parts), orders.TRUST_PROXY, logger);
  app.useWebSocketAdapter(new SocketAdapter(app));
  allowCrossOrigin(app, orders.TRUSTED_ORIGINS);
  await publishApiDocs(app);
  await serveWebPages(app);
  watchRequests(app, logger);
  return app;
}

/** An address to open in a browser on this machine. */
const localUrl = (url: string): string =>
  url.replace('[::1]', 'localhost').replace('0.0.0.0', 'localhost').replace('[::]', 'localhost');
