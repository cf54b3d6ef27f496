import type { LitElement, ReactiveController } from 'lit';
import { actOf, type KeyAct } from './keys.ts';

/** Something in one of these takes the keys itself. */
const typing = 'input:not([type="radio"], [type="checkbox"]), textarea, select, dialog, [contenteditable]';

/** Hears the keys that nobody types with. */
export class BoardKeys implements ReactiveController {
  readonly #pressed = (event: KeyboardEvent): void => {
    const isMeantElsewhere =
      event.ctrlKey || event.metaKey || event.altKey || this.host.hidden || isTyping(event);
    const act = isMeantElsewhere ? null : actOf(event.key);
    if (act !== null && this.onAct(act)) event.preventDefault();
  };

  constructor(
    private readonly host: LitElement,
    /** @returns whether there was anything to do */
    private readonly onAct: (act: KeyAct) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#pressed);
  }
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.composedPath().some((target) => target instanceof Element && target.matches(typing));
