import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type BoardNotice, SocketNamespace } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { Namespaces } from '../sockets/index.ts';
import { RestaurantRooms } from './restaurant-rooms.ts';

/** For how long `orders` may wait for a notice, in seconds: it answers as soon as there is one. */
const waitSeconds = 2;
/** How often it is asked at most, in ms: a rush brings many notices, and one look all of them. */
const lookEveryMs = 200;
/** When it is asked again where it gave no answer, in ms. */
const retryAfterMs = 1_000;

/**
 * What boards are told beside the changes of orders. `orders` is asked while a board is open here, and not
 * where none is: a board that comes reads for itself how things stand.
 */
@Injectable()
export class BoardNotices implements OnApplicationShutdown {
  readonly #stopping = new AbortController();
  #isRunning = false;
  #reached = false;
  #cursor: string | undefined;
  /** What the answer before told: an answer repeats no more than that. */
  #told: ReadonlySet<string> = new Set();

  constructor(
    private readonly orders: OrdersClient,
    private readonly namespaces: Namespaces,
    private readonly rooms: RestaurantRooms,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    namespaces.onSocket(({ nsp }) => {
      if (nsp.name === SocketNamespace.Board) void this.#run();
    });
  }

  onApplicationShutdown(): void {
    this.#stopping.abort();
  }

  get #isWatched(): boolean {
    return !this.#stopping.signal.aborted && (this.namespaces.board?.sockets.size ?? 0) > 0;
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isWatched) {
      const begun = performance.now();
      const isAnswered = await this.#look();
      await this.#pause((isAnswered ? lookEveryMs : retryAfterMs) - (performance.now() - begun));
    }
    [this.#isRunning, this.#cursor, this.#told] = [false, undefined, new Set()];
  }

  /** @returns false where `orders` gave no answer: what it did not tell, it tells by the same cursor later */
  async #look(): Promise<boolean> {
    try {
      const waiting = { seconds: waitSeconds, signal: this.#stopping.signal };
      const { notices, cursor } = await this.orders.boardNotices(this.#cursor, waiting);
      for (const notice of notices) if (!this.#told.has(notice.notice_id)) this.#show(notice);
      this.#told = new Set(notices.map(({ notice_id }) => notice_id));
      this.#cursor = cursor;
      this.#reached = true;
    } catch (error) {
      if (this.#reached && this.#isWatched)
        this.logger.warn({ err: error }, 'orders cannot be asked what boards are to be told');
      this.#reached = false;
    }
    return this.#reached;
  }

  #show(notice: BoardNotice): void {
    if (notice.kind === 'pace') this.rooms.paceChanged(notice.restaurant_id, notice.content);
    else this.rooms.attention(notice.restaurant_id, notice.content);
  }

  async #pause(ms: number): Promise<void> {
    if (ms <= 0) return;
    await pause(ms, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }
}
