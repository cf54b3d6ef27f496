import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { type Logger, stopStep } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { LearningWorker } from './learning-worker.ts';

/** How soon after a sign of life that was not heard the next one is given, in ms. */
const again = 2_000;

/**
 * Tells `orders` again and again that insights is there, by which it trusts what was learned; and looks
 * whether something was left to be learned.
 */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #stopped = false;
  #heard = true;

  constructor(
    private readonly orders: OrdersClient,
    private readonly worker: LearningWorker,
    @Inject(TIMING) private readonly timing: Timing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#next(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await stopStep('the sign of life', () => this.#beating);
  }

  #next(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat();
    }, ms);
  }

  async #beat(): Promise<void> {
    try {
      await this.orders.insightsHeartbeat();
      this.#heard = true;
      this.worker.expectWork();
    } catch (err) {
      if (this.#heard) this.logger.warn({ err }, 'orders hears no sign of life; trying again.');
      this.#heard = false;
    }
    this.#next(this.#heard ? this.timing.heartbeatMs : again);
  }
}
