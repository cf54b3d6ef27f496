import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a change stands on the screen by itself. */
const STANDS_MS = 8_000;

/** What is being said of the order at the moment, once for each version. */
export class Announcing implements ReactiveController {
  text = '';
  version = 0;
  /** Whether it changed before the reader's eyes, in contrast to what the page began with. */
  isNews = false;
  readonly #host: ReactiveControllerHost;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#fallSilent();
  }

  say(text: string, version: number, isNews: boolean): void {
    [this.text, this.version, this.isNews] = [text, version, isNews];
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#fallSilent(), STANDS_MS);
    this.#host.requestUpdate();
  }

  #fallSilent(): void {
    clearTimeout(this.#silence);
    [this.text, this.isNews] = ['', false];
    this.#host.requestUpdate();
  }
}
