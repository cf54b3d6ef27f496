import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { type Logger, stopStep } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { KeepingUp } from '../record-stages/index.ts';

/** How soon after a sign of life that was not given, or not heard, it is tried again, in ms. */
const again = 2_000;

/**
 * Tells `orders` again and again that insights is there and keeps up, by which it trusts what was learned.
 * Without its tables, or stuck behind the events, it says nothing, and estimates go by the rule.
 */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #stopped = false;
  #given = true;

  constructor(
    private readonly orders: OrdersClient,
    private readonly keepingUp: KeepingUp,
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
      if (!(await this.keepingUp.holds())) throw new NotKeepingUpError();
      await this.orders.insightsHeartbeat();
      this.#given = true;
    } catch (err) {
      if (this.#given) this.logger.warn({ err }, 'orders is given no sign of life; trying again.');
      this.#given = false;
    }
    this.#next(this.#given ? this.timing.heartbeatMs : again);
  }
}

/** Thrown where events wait to be heard or worked out for too long. */
class NotKeepingUpError extends Error {
  override readonly name = 'NotKeepingUpError';

  constructor() {
    super('insights does not keep up with the events');
  }
}
