import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf, ProblemError } from '#libs/service-kit';
import { Buckets } from './buckets.ts';
import { tellLimit } from './limit-headers.ts';
import type { RateLimits } from './rate-limits.ts';

/** Counts a request, or refuses it. @throws ProblemError 429 */
export type CountAddress = (request: FastifyRequest, reply: FastifyReply) => void;

/** What the services ask each other, and what watches over them. */
const unlimited = /^\/(internal\/|health\/|metrics$)/;

/** Counts every request by the address it comes from, before its body is read. */
export function limitAddresses(app: NestFastifyApplication, count: CountAddress): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      done(
        unlimited.test(request.url)
          ? undefined
          : refusalOf(() => {
              count(request, reply);
            }),
      );
    });
}

/** For a service that shares no limit with its other instances. */
export function ownAddressLimit(limits: RateLimits): CountAddress {
  const buckets = new Buckets();
  return ({ ip }, reply) => {
    if (limits === null) return;
    const wait = buckets.take(networkOf(ip), limits.address);
    tellLimit(reply, 'address', limits.address, buckets.level(networkOf(ip), limits.address));
    if (wait > 0) throw tooManyRequests('requests from this address', wait);
  };
}

/** @param wait in ms */
export function tooManyRequests(counted: string, wait: number): ProblemError {
  const seconds = Math.ceil(wait / 1_000);
  return new ProblemError(
    'too_many_requests',
    `Too many ${counted}: wait ${String(seconds)} s and try again.`,
    {},
    seconds,
  );
}

function refusalOf(count: () => void): Error | undefined {
  try {
    count();
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}
