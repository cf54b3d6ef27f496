import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SECOND_TAP_MS } from './second-tap.ts';

/** How far a finger strays between two taps, in px. */
const STRAYS = 24;

type Tap = Pick<MouseEvent, 'clientX' | 'clientY' | 'timeStamp' | 'detail'>;

const isSecond = (tap: Tap, first: Tap): boolean =>
  tap.timeStamp - first.timeStamp < SECOND_TAP_MS &&
  Math.hypot(tap.clientX - first.clientX, tap.clientY - first.clientY) < STRAYS;

/** Keeps the second of two taps from what comes to light where the first one has closed something. */
export class TapThrough implements ReactiveController {
  #latest: Tap | null = null;
  /** The one that has closed something. */
  #closing: Tap | null = null;
  readonly #clicked = (event: MouseEvent): void => {
    // Keys click too, and are nowhere.
    if (event.detail === 0) return;
    if (this.#closing && isSecond(event, this.#closing)) {
      event.stopPropagation();
      event.preventDefault();
    }
    this.#latest = event;
  };

  /** What a key closes was not closed by the tap before it, which may have opened it. */
  readonly #typed = (): void => void (this.#latest = null);

  constructor(private readonly host: ReactiveControllerHost & EventTarget) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('click', this.#clicked as EventListener, { capture: true });
    this.host.addEventListener('keydown', this.#typed, { capture: true });
  }

  hostDisconnected(): void {
    this.host.removeEventListener('click', this.#clicked as EventListener, { capture: true });
    this.host.removeEventListener('keydown', this.#typed, { capture: true });
  }

  /** Something that lay there is gone. */
  closed(): void {
    this.#closing = this.#latest;
  }
}
