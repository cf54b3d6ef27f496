import 'reflect-metadata';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { EventLogServer } from '#libs/messaging';
import { connectConsumers, openKafkaLog, startConsumers } from '#libs/messaging';
import {
  createHttpApp,
  createLogger,
  listen,
  OwnUrl,
  readSettings,
  refuseTakenPort,
  runProgram,
} from '#libs/service-kit';
import { EVENT_LOG_HEALTH, type EventLogHealth } from './event-feed/index.ts';
import { SocketAdapter } from './handshake/index.ts';
import type { TrackingGatewayOptions } from './platform/index.ts';
import { trackingGatewayServiceSettingsSchema } from './tracking-gateway.config.ts';
import { TrackingGatewayModule } from './tracking-gateway.module.ts';

/** The gateway with the one thing that it asks of its process. */
@Global()
@Module({})
class TrackingGatewayProcess {
  static with(options: TrackingGatewayOptions, healthy: EventLogHealth): DynamicModule {
    return {
      module: TrackingGatewayProcess,
      imports: [TrackingGatewayModule.with(options)],
      providers: [{ provide: EVENT_LOG_HEALTH, useValue: healthy }],
      exports: [EVENT_LOG_HEALTH],
    };
  }
}

runProgram(async (whenStopping) => {
  const settings = readSettings(trackingGatewayServiceSettingsSchema, process.env);
  await refuseTakenPort(settings.HOST, settings.PORT);
  const logger = createLogger('tracking-gateway', settings.LOG_LEVEL);
  const eventLog = openKafkaLog(settings.KAFKA_BROKERS, 'tracking-gateway', logger);
  whenStopping('the connection to Kafka', () => eventLog.close());
  const server = new EventLogServer(eventLog);
  const options = { settings, ordersUrl: new OwnUrl(settings.ORDERS_URL), logger };
  const app = await createHttpApp(
    TrackingGatewayProcess.with(options, () => server.healthy),
    settings.TRUST_PROXY,
    logger,
  );
  whenStopping('the server', () => app.close());
  app.useWebSocketAdapter(new SocketAdapter(app));
  connectConsumers(app, server);
  await listen(app, settings);
  const url = await app.getUrl();
  startConsumers(app, logger, whenStopping, () => {
    logger.info({ url }, 'the tracking gateway is ready');
  });
});
