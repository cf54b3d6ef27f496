import type { LitElement, ReactiveController } from 'lit';

/** A finger that was just lifted comes down again at the same place. */
const LINGER_MS = 700;

/** Whether a finger is on the board, or was a moment ago: nothing may move under it then. */
export class Hold implements ReactiveController {
  readonly #host: LitElement;
  readonly #down = new Set<number>();
  #until = 0;
  #release: ReturnType<typeof setTimeout> | undefined;
  readonly #pressed = ({ pointerId }: PointerEvent): void => {
    this.#down.add(pointerId);
    this.#linger();
  };
  readonly #lifted = ({ pointerId }: PointerEvent): void => {
    this.#down.delete(pointerId);
    this.#linger();
  };
  /** A mouse has no finger to lift: it is near while it moves over the cards. */
  readonly #moved = ({ pointerType }: PointerEvent): void => {
    if (pointerType === 'mouse') this.#linger();
  };

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get isHeld(): boolean {
    return this.#down.size > 0 || Date.now() < this.#until;
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#pressed);
    this.#host.addEventListener('pointermove', this.#moved, { passive: true });
    addEventListener('pointerup', this.#lifted);
    addEventListener('pointercancel', this.#lifted);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#pressed);
    this.#host.removeEventListener('pointermove', this.#moved);
    removeEventListener('pointerup', this.#lifted);
    removeEventListener('pointercancel', this.#lifted);
    clearTimeout(this.#release);
  }

  #linger(): void {
    this.#until = Date.now() + LINGER_MS;
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.#host.requestUpdate(), LINGER_MS);
  }
}
