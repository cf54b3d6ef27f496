import compress from '@fastify/compress';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, NestLogger } from '../logging/logger.ts';
import { Registry } from 'prom-client';
import { refusalCounter } from '../metrics/refusals.ts';
import { collectGarbage } from '../program/collect-garbage.ts';
import { createHttpAdapter } from './http-adapter.ts';
import { ProblemFilter } from './problem.filter.ts';
import { sendSecureHeaders } from './secure-headers.ts';
import type { TrustProxy } from './trusted-proxies.ts';
import { validationPipe } from './validation.ts';

/** From how many bytes on an answer is sent as gzip to who takes it. */
const worthCompressing = 1_025;

/**
 * A Nest application as all services run it: problems for refusals, schemas for validation, our logger. Not
 * yet listening.
 */
export async function createHttpApp(
  module: DynamicModule,
  trustProxy: TrustProxy,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter(logger);
  const adapter = createHttpAdapter({ trustProxy, problems });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  problems.onProblem = refusalCounter(app.get(Registry, { strict: false }));
  await app.register(compress, { encodings: ['gzip'], threshold: worthCompressing });
  sendSecureHeaders(app);
  app.useGlobalFilters(problems);
  app.useGlobalPipes(validationPipe());
  return app;
}

/**
 * How many connections may wait to be taken up: after an outage thousands of screens come back at once, and
 * Node's own 511 turns the rest away for a second or more.
 */
const backlog = 4_096;

/**
 * Brings the application up, with the hooks of its modules, gives back what the start left behind, and then
 * listens where the settings say.
 */
export async function listen(
  app: NestFastifyApplication,
  { HOST: host, PORT: port }: { readonly HOST: string; readonly PORT: number },
): Promise<void> {
  await app.init();
  collectGarbage();
  await app.listen({ host, port, backlog });
}
