import 'reflect-metadata';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { EventLogServer } from '#libs/messaging';
import { createHttpApp, createLogger, openKafkaLog, OwnUrl, readSettings, refuseTakenPort, runProgram } from '#libs/service-kit';
import { EVENT_LOG_HEALTH, type EventLogHealth } from './event-feed/event-feed.ts';
import { SocketAdapter } from './greet-client/socket.adapter.ts';
import { trackingGatewayServiceSettingsSchema } from './tracking-gateway.config.ts';
import { TrackingGatewayModule, type TrackingGatewayParts } from './tracking-gateway.module.ts';

/** The gateway with the one thing that it asks of its process. */
@Global()
@Module({})
class TrackingGatewayProcess {
  static with(parts: TrackingGatewayParts, healthy: EventLogHealth): DynamicModule {
    return {
      module: TrackingGatewayProcess,
      imports: [TrackingGatewayModule.with(parts)],
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
  whenStopping(() => eventLog.close());
  const server = new EventLogServer(eventLog);
  const parts = { settings, ordersUrl: new OwnUrl(settings.ORDERS_URL), logger };
  const healthy = (): boolean => server.health().every((consumer) => consumer.healthy);
  const app = await createHttpApp(TrackingGatewayProcess.with(parts, healthy), settings.TRUST_PROXY, logger);
  whenStopping(() => app.close());
  app.useWebSocketAdapter(new SocketAdapter(app));
  app.connectMicroservice<CustomStrategy>({ strategy: server });
  await app.startAllMicroservices();
  await app.listen(settings.PORT, settings.HOST);
  logger.info({ url: await app.getUrl() }, 'the tracking gateway is ready');
});
