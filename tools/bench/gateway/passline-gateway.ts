import 'reflect-metadata';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { encodeOrderEvent, EventLogServer, InProcessEventLog, type LogRecord } from '#libs/messaging';
import { createHttpApp, createLogger, httpUrlSchema, OwnUrl, readSettings } from '#libs/service-kit';
import {
  EVENT_LOG_HEALTH,
  SocketAdapter,
  TrackingGatewayModule,
  trackingGatewaySettingsSchema,
} from '../../../apps/tracking-gateway/src/index.ts';
import { sampleEvent } from '../sample-events.ts';
import { serveSockets } from './serve-sockets.ts';

const log = new InProcessEventLog({
  onError: (error) => {
    throw error;
  },
});
const consumers = new EventLogServer(log);

@Global()
@Module({
  providers: [
    { provide: EVENT_LOG_HEALTH, useValue: () => consumers.health().every(({ healthy }) => healthy) },
  ],
  exports: [EVENT_LOG_HEALTH],
})
class EventLogHealthModule {}

@Module({})
class GatewayAlone {
  static compose(): DynamicModule {
    const settings = readSettings(trackingGatewaySettingsSchema, process.env);
    const ordersUrl = new OwnUrl(httpUrlSchema.parse(process.env['ORDERS_URL']));
    return {
      module: GatewayAlone,
      imports: [EventLogHealthModule, TrackingGatewayModule.with({ settings, ordersUrl, logger })],
    };
  }
}

const logger = createLogger('tracking-gateway', 'warn');

async function open(): Promise<string> {
  const app = await createHttpApp(GatewayAlone.compose(), false, logger);
  app.useWebSocketAdapter(new SocketAdapter(app));
  app.connectMicroservice<CustomStrategy>({ strategy: consumers });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

/** The next version of each order: those placed for the benchmark begin with 1. */
const versions = new Map<string, number>();

function nextVersion(orderId: string): number {
  const version = (versions.get(orderId) ?? 1) + 1;
  versions.set(orderId, version);
  return version;
}

/**
 * The whole gateway in a process of its own. What it is to send comes to it as it always does: as events on a
 * log.
 */
serveSockets<LogRecord>({
  open,
  prepare: (orderId, notes) => encodeOrderEvent(sampleEvent(orderId, nextVersion(orderId), orderId, notes)),
  send: (records) => log.publish(records),
});
