import type { LitElement, ReactiveController } from 'lit';
import type { Hand } from './arrange.ts';

/** A finger that was just lifted comes down again at the same place. */
const LINGER_MS = 700;
/** Whoever has touched nothing for so long is not about to. */
const AWAY_MS = 5_000;

/** How near a hand is to the board: nothing may move under it. */
export class Hold implements ReactiveController {
  readonly #host: LitElement;
  readonly #down = new Set<number>();
  /** When it was last felt, in ms. */
  #felt = 0;
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

  get hand(): Hand {
    const since = Date.now() - this.#felt;
    if (this.#down.size > 0 || since < LINGER_MS) return 'on';
    return since < AWAY_MS ? 'near' : 'away';
  }

  /** What was pressed puts something into its place: that may move now. */
  release(): void {
    this.#felt = 0;
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
    this.#felt = Date.now();
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.#host.requestUpdate(), LINGER_MS);
  }
}
