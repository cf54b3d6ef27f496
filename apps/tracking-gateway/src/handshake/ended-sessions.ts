import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { KnownEndedSessions } from '#libs/ended-sessions';
import { OrdersClient } from '#libs/orders-client';
import type { Logger } from '#libs/service-kit';
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
 * Sessions that were ended before their tokens expire: someone was shut out, a device revoked, a link
 * withdrawn. Their open sockets are closed, and nobody comes in with their tokens. While `orders` is away
 * what ends stays unknown, and is caught up with afterwards.
 */
@Injectable()
export class EndedSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #known: KnownEndedSessions;
  readonly #stopping = new AbortController();
  #reached = false;
  #endPause: () => void = () => undefined;

  constructor(
    orders: OrdersClient,
    private readonly namespaces: Namespaces,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#known = new KnownEndedSessions(orders);
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
    if (this.#known.age === Infinity) await this.#look();
    this.#known.refuse(sessionId);
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
    if (this.#known.size === 0) return;
    for (const socket of this.namespaces.sockets) this.#closeIfEnded(socket);
  }

  #closeIfEnded({ data, conn }: ClientSocket): void {
    const { sessionId } = data.visitor;
    if (sessionId !== null && this.#known.has(sessionId)) endConnection(conn);
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

  /** @throws OrdersUnavailableError */
  #look(): Promise<void> {
    return this.#known.look({ seconds: waitSeconds, signal: this.#stopping.signal });
  }
}
