import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { endedSessionLife } from '#libs/access-tokens';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { type Logger, ProblemError } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { endConnection, Namespaces, type Visitor } from '../sockets/index.ts';

/** How often `orders` is asked what has ended, in ms: who was shut out is gone within a second. */
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
  #lookedAt: number | null = null;
  #looking: Promise<void> | undefined;
  #reached = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly orders: OrdersClient,
    private readonly namespaces: Namespaces,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#watch(), lookEveryMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
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

  /** All sockets, and not only those of what ended just now: one may have been on its way in. */
  async #watch(): Promise<void> {
    try {
      await this.#look();
      this.#reached = true;
    } catch (error) {
      if (this.#reached) this.logger.warn({ err: error }, 'orders cannot be asked which sessions have ended');
      this.#reached = false;
    }
    this.#closeSockets();
  }

  #closeSockets(): void {
    if (this.#ended.size === 0) return;
    for (const socket of this.namespaces.sockets) {
      const { sessionId } = socket.data.visitor;
      if (sessionId !== null && this.#ended.has(sessionId)) endConnection(socket.conn);
    }
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
    const ended = await this.orders.endedSessions(back).catch((cause: unknown) => {
      throw new OrdersUnavailableError('which sessions have ended is not known', { cause });
    });
    this.#lookedAt = now;
    this.#remember(ended, now);
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
