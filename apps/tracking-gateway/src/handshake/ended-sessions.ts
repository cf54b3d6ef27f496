import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { endedSessionLife } from '#libs/access-tokens';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { type Logger, ProblemError } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { type ClientSocket, endConnection, Namespaces, type Visitor } from '../sockets/index.ts';

/**
 * For how long `orders` may wait for something to end before it answers, in seconds: it answers as soon as
 * something has.
 */
const waitSeconds = 2;
/**
 * How often it is asked at most, in ms: as often as that where it fails, or answers at once as that of the
 * release before does. Who was shut out is gone within a second all the same.
 */
const lookEveryMs = 500;
/**
 * A session shows at its transaction's commit, dated at its beginning; so each look goes back a little
 * further than the last one, in seconds.
 */
const overlap = 35;

/**
 * Sessions that were ended before their tokens expire: someone was shut out, a device revoked, a link
 * withdrawn. Their open sockets are closed, and nobody comes in with their tokens. While `orders` is away
 * what ends stays unknown, and is caught up with afterwards.
 */
@Injectable()
export class EndedSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  /** By id, with the moment from which it need not be remembered; in the order in which they became known. */
  readonly #ended = new Map<string, number>();
  readonly #stopping = new AbortController();
  #lookedAt: number | null = null;
  #cursor: string | undefined;
  #looking: Promise<void> | undefined;
  #reached = false;
  #endPause: () => void = () => undefined;

  constructor(
    private readonly orders: OrdersClient,
    private readonly namespaces: Namespaces,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    // It may have been on its way in while its session ended. Closed at once, it would be gone before
    // others had heard that it came.
    namespaces.onSocket((socket) => {
      setImmediate(() => {
        this.#closeIfEnded(socket);
      });
    });
  }

  onApplicationBootstrap(): void {
    void this.#run();
  }

  onApplicationShutdown(): void {
    this.#stopping.abort();
    this.#endPause();
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /**
   * @throws ProblemError `unauthenticated` where the visitor's session has ended
   * @throws OrdersUnavailableError where it does not know yet which have
   */
  async refuse({ sessionId }: Visitor): Promise<void> {
    if (sessionId === null) return;
    if (this.#lookedAt === null) await this.#look();
    if (this.#ended.has(sessionId))
      throw new ProblemError(
        'unauthenticated',
        'This session was ended; log in again, or ask for a new link.',
      );
  }

  async #run(): Promise<void> {
    await this.#pause(lookEveryMs);
    while (!this.#stopped) {
      const begun = performance.now();
      await this.#watch();
      await this.#pause(lookEveryMs - (performance.now() - begun));
    }
  }

  async #watch(): Promise<void> {
    try {
      await this.#look();
      this.#reached = true;
    } catch (error) {
      if (this.#reached && !this.#stopped)
        this.logger.warn({ err: error }, 'orders cannot be asked which sessions have ended');
      this.#reached = false;
    }
    this.#closeSockets();
  }

  #closeSockets(): void {
    if (this.#ended.size === 0) return;
    for (const socket of this.namespaces.sockets) this.#closeIfEnded(socket);
  }

  #closeIfEnded({ data, conn }: ClientSocket): void {
    const { sessionId } = data.visitor;
    if (sessionId !== null && this.#ended.has(sessionId)) endConnection(conn);
  }

  #pause(ms: number): Promise<void> {
    if (ms <= 0 || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One look at a time: whoever asks meanwhile shares it. @throws OrdersUnavailableError */
  #look(): Promise<void> {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ask(): Promise<void> {
    const now = performance.now();
    const back =
      this.#lookedAt === null
        ? endedSessionLife
        : Math.min(endedSessionLife, Math.ceil((now - this.#lookedAt) / 1_000) + overlap);
    const waiting = { seconds: waitSeconds, signal: this.#stopping.signal };
    const ended = await this.orders.endedSessions(back, this.#cursor, waiting).catch((cause: unknown) => {
      throw new OrdersUnavailableError('which sessions have ended is not known', { cause });
    });
    this.#lookedAt = now;
    this.#cursor = ended.cursor;
    this.#remember(ended.sessions, now);
  }

  #remember(sessionIds: readonly string[], now: number): void {
    for (const id of sessionIds)
      if (!this.#ended.has(id)) this.#ended.set(id, now + endedSessionLife * 1_000);
    for (const [id, until] of this.#ended) {
      if (until > now) return;
      this.#ended.delete(id);
    }
  }
}
