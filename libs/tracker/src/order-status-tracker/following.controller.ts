import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  nothingKnown,
  OrderTracking,
  type TrackingOptions,
  type TrackingState,
} from '../order-tracking/order-tracking.ts';

/** Keeps an element on one order for as long as it stands on the page. */
export class Following implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #tracking: OrderTracking | null = null;
  #isShown = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): TrackingState {
    return this.#tracking?.state ?? nothingKnown;
  }

  hostConnected(): void {
    this.#isShown = true;
    this.#tracking?.start();
  }

  hostDisconnected(): void {
    this.#isShown = false;
    this.#tracking?.stop();
  }

  /** Turns to another order, or to none. */
  follow(options: TrackingOptions | null): void {
    this.#tracking?.stop();
    this.#tracking = options && new OrderTracking({ ...options, onChange: () => this.#host.requestUpdate() });
    if (this.#isShown) this.#tracking?.start();
  }

  async refresh(): Promise<void> {
    await this.#tracking?.refresh();
  }
}
