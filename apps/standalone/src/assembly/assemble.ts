import { randomBytes } from 'node:crypto';
import type { CustomStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventLogServer, InProcessEventLog } from '#libs/messaging';
import { orderEventsTopic } from '#libs/contracts';
import { createHttpApp, type Logger, OwnUrl } from '#libs/service-kit';
import { connectDatabase, publishApiDocs, seedDemo } from '../../../orders/src/index.ts';
import { SocketAdapter } from '../../../tracking-gateway/src/index.ts';
import { readServices, type ServiceSettings } from '../standalone.config.ts';
import { StandaloneModule, type StandaloneParts } from '../standalone.module.ts';
import { serveWebPages } from '../web-pages/web-pages.ts';

export interface Urls {
  readonly serviceUrl: string;
  readonly adminUrl?: string | undefined;
}

export interface Standalone {
  /** Where it answers. */
  readonly url: string;
  /** Finishes what is in hand and lets go of everything but the database server. */
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Wires the three services together on one port, and starts them. @param demoPassword where the demo restaurants are wanted */
export async function assemble(environment: Environment, { serviceUrl, adminUrl }: Urls, logger: Logger, demoPassword?: string): Promise<Standalone> {
  const settings = readServices({ ...ownCredentials(), ...environment, DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  const database = await connectDatabase(settings.orders);
  if (demoPassword !== undefined) await seedDemo(database, demoPassword);
  const eventLog = openEventLog(logger);
  const server = new EventLogServer(eventLog);
  const selfUrl = new OwnUrl();
  const publicUrl = new OwnUrl(settings.orders.PUBLIC_URL);
  const parts = { orders: { settings: settings.orders, database, eventLog, publicUrl, logger }, ...others(settings, { serviceUrl, adminUrl }, selfUrl, server, logger) };
  const app = await createApp(settings, parts, logger);
  app.connectMicroservice<CustomStrategy>({ strategy: server });
  await app.startAllMicroservices();
  await app.listen(settings.orders.PORT, settings.orders.HOST);
  const url = localUrl(await app.getUrl());
  selfUrl.listening(url);
  publicUrl.listening(url);
  return { url, stop: () => app.close().finally(() => eventLog.close()) };
}

/** Made up at each start: in one process nobody else has to know them. */
const ownCredentials = (): Environment => ({ SERVICE_CLIENT_ID: 'standalone', SERVICE_CLIENT_SECRET: randomBytes(24).toString('base64url') });

function openEventLog(logger: Logger): InProcessEventLog {
  return new InProcessEventLog({
    durableConsumers: [{ name: 'notifier', topic: orderEventsTopic }],
    onError: (err, record, consumer) => { logger.warn({ err, order_id: record.key, consumer: consumer.name }, 'an event was not handled'); },
  });
}

function others(
  { orders, gateway, notifier }: ServiceSettings,
  { serviceUrl, adminUrl }: Urls,
  ordersUrl: OwnUrl,
  server: EventLogServer,
  logger: Logger,
): Omit<StandaloneParts, 'orders'> {
  const credentials = { id: orders.SERVICE_CLIENT_ID, secret: orders.SERVICE_CLIENT_SECRET };
  return {
    gateway: { settings: gateway, ordersUrl, logger },
    notifier: { settings: notifier, database: { url: serviceUrl, adminUrl }, credentials, ordersUrl, logger, mailbox: true },
    eventLogHealthy: () => server.health().every(({ healthy }) => healthy),
  };
}

async function createApp({ orders }: ServiceSettings, parts: StandaloneParts, logger: Logger): Promise<NestFastifyApplication> {
  const app = await createHttpApp(StandaloneModule.with(parts), orders.TRUST_PROXY, logger);
  app.useWebSocketAdapter(new SocketAdapter(app));
  publishApiDocs(app);
  await serveWebPages(app);
  return app;
}

/** An address to open in a browser on this machine. */
const localUrl = (url: string): string => url.replace('[::1]', 'localhost').replace('0.0.0.0', 'localhost').replace('[::]', 'localhost');
