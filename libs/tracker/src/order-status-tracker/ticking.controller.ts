import type { ReactiveController, ReactiveControllerHost } from 'lit';

const TICK_MS = 1_000;

/** Draws its element again every second while the page is seen, for ages and countdowns. */
export class Ticking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(
      () => document.visibilityState === 'visible' && this.#host.requestUpdate(),
      TICK_MS,
    );
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
