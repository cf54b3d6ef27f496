import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { networkOf } from '../http/network.ts';
import { ProblemError } from '../http/problem.error.ts';
import { Buckets } from './buckets.ts';
import type { RateLimits } from './rate-limits.ts';

/** Counts a request, or refuses it. @throws ProblemError 429 */
export type CountAddress = (address: string, traceId: string) => void;

/** What the services ask each other, and what watches over them. */
const unlimited = /^\/(internal\/|health\/|metrics$)/;

/** Counts every request by the address it comes from, before its body is read. */
export function limitAddresses(app: NestFastifyApplication, count: CountAddress): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', ({ url, ip, id }, _reply, done) => {
      done(
        unlimited.test(url)
          ? undefined
          : refusalOf(() => {
              count(ip, id);
            }),
      );
    });
}

/** For a service that shares no limit with its other instances. */
export function ownAddressLimit(limits: RateLimits): CountAddress {
  const buckets = new Buckets();
  return (address) => {
    const wait = limits === null ? 0 : buckets.take(networkOf(address), limits.address);
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
