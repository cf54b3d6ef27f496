import type { ConnectionStatus } from '#libs/tracker';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A new token costs a new connection, which is there before anyone misses the old one: not worth a word. */
const GRACE_MS = 2_000;

/** How the trackers' one connection is, as far as it is worth saying; null before there was one. */
export class Connection implements ReactiveController {
  status: ConnectionStatus | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heard: ConnectionStatus | null = null;

  /** @param onBack called each time it is back: something may have been missed */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onBack: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Each tracker tells it of the connection that they share. */
  turned(status: ConnectionStatus): void {
    if (status === this.#heard) return;
    const wasDown = this.#heard !== null && this.#heard !== 'connected';
    this.#heard = status;
    clearTimeout(this.#timer);
    if (status === 'connected') {
      this.#show();
      if (wasDown) this.onBack();
    } else {
      this.#timer = setTimeout(() => this.#show(), GRACE_MS);
    }
  }

  #show(): void {
    this.status = this.#heard;
    this.host.requestUpdate();
  }
}
