import type { FastifyReply } from 'fastify';
import { HeaderName } from '#libs/contracts';
import type { Level } from './buckets.ts';
import type { Limit } from './rate-limits.ts';

const seconds = (milliseconds: number): string => String(Math.ceil(milliseconds / 1_000));

/** By draft-ietf-httpapi-ratelimit-headers: how much may come in which time, and what is left of it. */
export function limitHeaders(
  name: string,
  { perSecond, burst }: Limit,
  { left, fullIn }: Level,
): Readonly<Record<string, string>> {
  return {
    [HeaderName.RateLimitPolicy]: `"${name}";q=${String(burst)};w=${seconds((burst * 1_000) / perSecond)}`,
    [HeaderName.RateLimit]: `"${name}";r=${String(left)};t=${seconds(fullIn)}`,
  };
}

const tightest = new WeakMap<FastifyReply, number>();

/** Tells of a limit that a request was counted by; of several, the one of which least is left. */
export function tellLimit(reply: FastifyReply, name: string, limit: Limit, level: Level): void {
  const share = level.left / limit.burst;
  if (share > (tightest.get(reply) ?? Infinity)) return;
  tightest.set(reply, share);
  void reply.headers(limitHeaders(name, limit, level));
}
