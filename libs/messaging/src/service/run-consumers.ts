import type { INestApplication } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { Registry } from 'prom-client';
import type { EventLogServer } from '../nest/event-log.server.ts';
import type { Logger, WhenStopping } from '#libs/service-kit';
import { watchConsumers } from './consumer-metrics.ts';

/**
 * Runs the event handlers of an application, before it listens. What tells how they are is in its metrics.
 */
export function connectConsumers(app: INestApplication, consumers: EventLogServer): void {
  app.connectMicroservice<CustomStrategy>({ strategy: consumers });
  watchConsumers(app.get(Registry, { strict: false }), consumers);
}

/**
 * Lets the consumers go to their places while the service answers already, as one that is not ready: a log
 * that is away is waited for. Ends the process where a consumer can never be at its place.
 * @param whenReady is called once all are there
 */
export function startConsumers(
  app: INestApplication,
  logger: Logger,
  whenStopping: WhenStopping,
  whenReady: () => void,
): void {
  let isStopping = false;
  whenStopping('the start of the consumers', async () => void (isStopping = true));
  app.startAllMicroservices().then(whenReady, (err: unknown) => {
    if (isStopping) return;
    logger.fatal({ err }, 'a consumer cannot take its place; the process ends, to be started anew');
    process.exit(1);
  });
}
