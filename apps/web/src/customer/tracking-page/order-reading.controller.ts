import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keepReceipt, keptReceipt, type Receipt } from './kept-receipt.ts';
import type { OrderLink } from './link.ts';
import { askOrder } from './order-question.ts';

const ASK_AGAIN_MS = 5_000;
/** Whoever pays is sent here at once: the order may take a moment to be seen everywhere. */
const AWAITED_MS = 6_000;
const LOOK_AGAIN_MS = 1_500;

export interface OrderWatch {
  /** Whether anything was ever heard of the order; a link that has worked before is not merely early. */
  readonly isKnown: () => boolean;
  readonly onDead: (link: OrderLink) => void;
  /** The server answers again. */
  readonly onBack: () => void;
}

/**
 * Reads what was ordered: from what this browser keeps, then from the server, again and again until it has
 * answered.
 */
export class OrderReading implements ReactiveController {
  receipt: Receipt | null = null;
  /**
   * Whether the server knew nothing of the order, so shortly after the link was opened that it may be too
   * early.
   */
  isEarly = false;
  /** Whether the latest question found no answer. */
  isUnreachable = false;
  isAsking = false;
  readonly #host: ReactiveControllerHost;
  readonly #watch: OrderWatch;
  #link: OrderLink | null = null;
  #openedAt = 0;
  #isStale = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #online = (): void => this.askNow();

  constructor(host: ReactiveControllerHost, watch: OrderWatch) {
    [this.#host, this.#watch] = [host, watch];
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#online);
    this.read(null);
  }

  /** Reads another order from now on, or none. */
  read(link: OrderLink | null): void {
    clearTimeout(this.#again);
    [this.#link, this.#openedAt] = [link, performance.now()];
    [this.receipt, this.isEarly, this.isUnreachable, this.isAsking] = [
      link && keptReceipt(link.orderId),
      false,
      false,
      false,
    ];
    if (link) void this.#ask(link);
  }

  askNow(): void {
    if (this.#link && !this.isAsking) void this.#ask(this.#link);
  }

  /** What was ordered has changed: an answer that is on its way already does not know of it. */
  askAfresh(): void {
    if (this.isAsking) this.#isStale = true;
    else this.askNow();
  }

  /** The order cannot be followed, says the server: for good, or only for now. */
  refused(): void {
    if (this.#link === null) return;
    const isEarly = !this.#watch.isKnown() && performance.now() - this.#openedAt < AWAITED_MS;
    this.isEarly = isEarly;
    if (isEarly) this.#askAgainIn(LOOK_AGAIN_MS);
    else this.#watch.onDead(this.#link);
  }

  async #ask(link: OrderLink): Promise<void> {
    clearTimeout(this.#again);
    this.#show({ isAsking: true });
    const [wasUnreachable, answer] = [this.isUnreachable, await askOrder(link.orderId, link.token)];
    if (link !== this.#link) return;
    this.#show({ isAsking: false, isUnreachable: answer.kind === 'unreachable' });
    if (answer.kind === 'dead') this.refused();
    else if (answer.kind === 'unreachable') this.#askAgainIn(ASK_AGAIN_MS);
    else this.#heard(link, answer.order);
    if (this.#isStale) {
      this.#isStale = false;
      this.askNow();
    }
    if (wasUnreachable && answer.kind === 'order') this.#watch.onBack();
  }

  #heard({ orderId }: OrderLink, receipt: Receipt): void {
    keepReceipt(orderId, receipt);
    this.#show({ receipt, isEarly: false });
  }

  #askAgainIn(ms: number): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.askNow(), ms);
    this.#host.requestUpdate();
  }

  #show(change: Partial<Pick<OrderReading, 'receipt' | 'isEarly' | 'isUnreachable' | 'isAsking'>>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
