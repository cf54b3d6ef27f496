import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HeaderName, type ProblemCode, problemMediaType, problemOf, problemStatus } from '#libs/contracts';
import { Buckets } from '#libs/rate-limits';
import { networkOf, traceIdOf } from '#libs/service-kit';
import { EventFeed } from '../event-feed/index.ts';
import { LimitHits } from '../metrics/index.ts';
import { GATEWAY_SETTINGS } from '../platform/index.ts';
import { Refusals } from '../sockets/index.ts';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import { addressOf } from './client-address.ts';

type Verdict = (error: string | null, admitted: boolean) => void;

/** `null` is what a browser says of a page without an origin, such as a file. */
const originShape = /^(null|[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+)$/i;

/**
 * Judges a connection before Socket.IO hears of it. While the gateway is not ready, or once it is to stop,
 * the transport itself answers 503, since clients come back after a failed transport, but not after a refused
 * handshake.
 */
@Injectable()
export class ConnectionAdmission implements OnModuleDestroy {
  #stopping = false;
  readonly #connections = new Map<string, number>();
  readonly #handshakes = new Buckets();

  constructor(
    private readonly feed: EventFeed,
    private readonly hits: LimitHits,
    private readonly refusals: Refusals,
    @Inject(GATEWAY_SETTINGS)
    private readonly settings: Pick<TrackingGatewaySettings, 'RATE_LIMITS' | 'TRUST_PROXY'>,
  ) {}

  /** Nobody is let in any more. */
  onModuleDestroy(): void {
    this.#stopping = true;
  }

  /** As Engine.IO asks it, for the first request of a connection only. */
  readonly allowRequest = (request: IncomingMessage, verdict: Verdict): void => {
    const { origin } = request.headers;
    if (origin !== undefined && !originShape.test(origin)) verdict('The Origin header is malformed', false);
    else if (this.#stopping || !this.feed.healthy)
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
  count(request: IncomingMessage): () => void {
    const address = this.#networkOf(request);
    this.#connections.set(address, this.#connectionsFrom(address) + 1);
    return () => {
      this.#left(address);
    };
  }

  /**
   * Counts a namespace that a connection wants to enter as another handshake of its address.
   * @returns whether that is one too many
   */
  isTooSoon(request: IncomingMessage): boolean {
    if (this.#pause(request) === 0) return false;
    this.hits.hit('handshakes');
    this.refusals.counted('too_many_requests');
    return true;
  }

  /** Counts a handshake of an address. @returns for how long to wait before it in ms, mostly 0 */
  #pause(request: IncomingMessage): number {
    const { RATE_LIMITS: limits } = this.settings;
    return limits === null ? 0 : this.#handshakes.take(this.#networkOf(request), limits.handshakes);
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
    const others = this.#connectionsFrom(address) - 1;
    if (others > 0) this.#connections.set(address, others);
    else this.#connections.delete(address);
  }

  #crowded(request: IncomingMessage): boolean {
    const { RATE_LIMITS: limits } = this.settings;
    return limits !== null && this.#connectionsFrom(this.#networkOf(request)) >= limits.sockets.burst;
  }

  #networkOf(request: IncomingMessage): string {
    return networkOf(addressOf(request, this.settings.TRUST_PROXY));
  }

  #connectionsFrom(address: string): number {
    return this.#connections.get(address) ?? 0;
  }
}

/** Engine.IO's own refusals are 400 and 403; this one is written past it, and it never hears a verdict. */
function turnAway(
  request: IncomingMessage & { res?: ServerResponse },
  code: ProblemCode,
  detail: string,
  seconds: number,
): void {
  const body = JSON.stringify(problemOf(code, detail, traceIdOf(request.headers['traceparent'])));
  const headers = {
    'Content-Type': `${problemMediaType}; charset=utf-8`,
    [HeaderName.RetryAfter]: String(seconds),
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
