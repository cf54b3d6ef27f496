import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProblemCode, problemOf, problemStatus } from '#libs/contracts';
import { Buckets, networkOf, type RateLimits, traceIdOf } from '#libs/service-kit';
import type { EventFeed } from '../event-feed/event-feed.ts';
import type { LimitHits } from '../metrics/limit-hits.ts';
import { addressOf, type TrustProxy } from './client-address.ts';
import type { Refusals } from './refusals.ts';

type Verdict = (error: string | null, admitted: boolean) => void;

/** `null` is what a browser says of a page without an origin, such as a file. */
const originShape = /^(null|[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+)$/i;

export interface DoorRules {
  readonly limits: RateLimits;
  readonly trustProxy: TrustProxy;
}

/**
 * Judges a connection before Socket.IO hears of it. While the gateway is not ready the transport itself answers 503, since
 * clients come back after a failed transport, but not after a refused handshake.
 */
export class FrontDoor {
  #closed = false;
  readonly #inside = new Map<string, number>();
  readonly #handshakes = new Buckets();

  constructor(
    private readonly feed: EventFeed,
    private readonly hits: Pick<LimitHits, 'hit'>,
    private readonly refusals: Pick<Refusals, 'counted'>,
    private readonly rules: DoorRules,
  ) {}

  /** Lets nobody in any more. */
  close(): void {
    this.#closed = true;
  }

  /** As Engine.IO asks it, for the first request of a connection only. */
  readonly judge = (request: IncomingMessage, verdict: Verdict): void => {
    const { origin } = request.headers;
    if (origin !== undefined && !originShape.test(origin)) verdict('The Origin header is malformed', false);
    else if (this.#closed || !this.feed.healthy)
      this.#turnAway(request, 'unavailable', 'The gateway is not ready. Try again.');
    else if (this.#crowded(request))
      this.#refuse(
        request,
        'sockets',
        'Too many connections from this address: close some, or try again later.',
      );
    else this.#judgePace(request, verdict);
  };

  /** Counts a connection for as long as it lasts. @returns to be called when it ends */
  enter(request: IncomingMessage): () => void {
    const address = this.#networkOf(request);
    this.#inside.set(address, this.#count(address) + 1);
    return () => {
      this.#left(address);
    };
  }

  /** Counts a namespace that a connection wants to enter as another handshake of its address. @returns whether that is one too many */
  isTooSoon(request: IncomingMessage): boolean {
    if (this.#pause(request) === 0) return false;
    this.hits.hit('handshakes');
    this.refusals.counted('too_many_requests');
    return true;
  }

  /** Counts a handshake of an address. @returns for how long to wait before it in ms, mostly 0 */
  #pause(request: IncomingMessage): number {
    return this.rules.limits === null
      ? 0
      : this.#handshakes.take(this.#networkOf(request), this.rules.limits.handshakes);
  }

  #judgePace(request: IncomingMessage, verdict: Verdict): void {
    const pause = this.#pause(request);
    if (pause === 0) verdict(null, true);
    else
      this.#refuse(
        request,
        'handshakes',
        'Too many new connections from this address. Try again.',
        Math.ceil(pause / 1_000),
      );
  }

  #refuse(request: IncomingMessage, limit: 'sockets' | 'handshakes', detail: string, seconds = 5): void {
    this.hits.hit(limit);
    this.#turnAway(request, 'too_many_requests', detail, seconds);
  }

  #turnAway(
    request: IncomingMessage,
    code: 'unavailable' | 'too_many_requests',
    detail: string,
    seconds = 1,
  ): void {
    this.refusals.counted(code);
    turnAway(request, code, detail, seconds);
  }

  #left(address: string): void {
    const others = this.#count(address) - 1;
    if (others > 0) this.#inside.set(address, others);
    else this.#inside.delete(address);
  }

  #crowded(request: IncomingMessage): boolean {
    return (
      this.rules.limits !== null && this.#count(this.#networkOf(request)) >= this.rules.limits.sockets.burst
    );
  }

  #networkOf(request: IncomingMessage): string {
    return networkOf(addressOf(request, this.rules.trustProxy));
  }

  #count(address: string): number {
    return this.#inside.get(address) ?? 0;
  }
}

/** Engine.IO's own refusals are 400 and 403; this one is written past it, and it is never told a verdict. */
function turnAway(
  request: IncomingMessage & { res?: ServerResponse },
  code: ProblemCode,
  detail: string,
  seconds: number,
): void {
  const body = JSON.stringify(problemOf(code, detail, traceIdOf(request.headers['traceparent'])));
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Retry-After': String(seconds),
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  if (request.res) {
    request.res.writeHead(problemStatus[code], headers).end(body);
    return;
  }
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  request.socket.on('error', () => undefined);
  request.socket.write(`HTTP/1.1 ${String(problemStatus[code])} Not now\r\n${head}\r\n${body}`);
  request.socket.destroySoon();
}
