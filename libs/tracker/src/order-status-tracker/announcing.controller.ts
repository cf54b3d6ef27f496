import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Words } from '../words/en.ts';

/** How long a change stands on the screen by itself. */
export const STANDS_MS = 8_000;

type Sentence = (words: Words) => string;

/** Two that look the same: the other one is another element, so that the same words twice are heard twice. */
const voices = [
  (text: string): TemplateResult => html`<span>${text}</span>`,
  (text: string): TemplateResult => html`<span>${text}</span>`,
] as const;

/** What is being said of the order at the moment, once for each version. */
export class Announcing implements ReactiveController {
  /** What is to be said once there are words for it. */
  #sentence: Sentence | null = null;
  #text = '';
  #version = 0;
  #turn: 0 | 1 = 0;
  #isNews = false;
  readonly #host: ReactiveControllerHost;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether what is said changed before the reader's eyes, in contrast to what the page began with. */
  get isNews(): boolean {
    return this.#isNews && this.#text !== '';
  }

  /**
   * To be drawn. What was said once is not said in other words, since it would be heard again.
   * @param words null while they are loaded
   */
  spokenIn(words: Words | null): TemplateResult {
    if (words && this.#sentence) this.#begin(this.#sentence(words));
    return voices[this.#turn](this.#text);
  }

  hostDisconnected(): void {
    this.#fallSilent();
  }

  say(sentence: Sentence, version: number, isNews: boolean): void {
    clearTimeout(this.#silence);
    if (version !== this.#version) this.#turn = this.#turn === 0 ? 1 : 0;
    [this.#sentence, this.#text, this.#version, this.#isNews] = [sentence, '', version, isNews];
    this.#host.requestUpdate();
  }

  #begin(text: string): void {
    [this.#sentence, this.#text] = [null, text];
    this.#silence = setTimeout(() => this.#fallSilent(), STANDS_MS);
  }

  #fallSilent(): void {
    clearTimeout(this.#silence);
    [this.#sentence, this.#text, this.#isNews] = [null, '', false];
    this.#host.requestUpdate();
  }
}
