import { STANDS_MS } from '#libs/tracker';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The one voice of the page: what changed, last said first. */
export class Saying implements ReactiveController {
  text = '';
  /** Whether it stands on the screen too, and not there already by itself. */
  isSeen = false;
  /** Another one for each thing that is said, so that the same words twice are heard twice. */
  count = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#silence);
    [this.text, this.isSeen] = ['', false];
  }

  say(text: string, isSeen = true): void {
    [this.text, this.isSeen, this.count] = [text, isSeen, this.count + 1];
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#fallSilent(), STANDS_MS);
    this.host.requestUpdate();
  }

  #fallSilent(): void {
    [this.text, this.isSeen] = ['', false];
    this.host.requestUpdate();
  }
}
