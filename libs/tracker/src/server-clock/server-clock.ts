import { browserStorage } from '../storage/browser-storage.ts';

/** A `Date` header says whole seconds, and an answer takes its time: what is closer is no error. In ms. */
const CLOSE_ENOUGH_MS = 2_000;
const KEPT_AS = 'clock';

/**
 * The server's time, on a machine whose own clock may be wrong, or be set while the page is open: counted
 * from when the server said it by a timer that only goes on. Until then it is the machine's, put right by
 * what was known of it when a page of this browser was open last.
 */
export class ServerClock {
  /** What it shows at the timer's zero, in ms. */
  #zero = 0;
  #hiddenAt = 0;

  /** @param page that may be hidden while its machine sleeps; none outside a browser */
  constructor(page: Document | null = typeof document === 'undefined' ? null : document) {
    this.ahead = Number(browserStorage.read(KEPT_AS));
    if (page?.visibilityState === 'hidden') this.#turned(true);
    page?.addEventListener('visibilitychange', () => this.#turned(page.visibilityState === 'hidden'));
  }

  /** By how much it is ahead of this machine's own, in ms. */
  get ahead(): number {
    return this.now() - Date.now();
  }

  /** As it was known before a reload, until the server is heard. */
  set ahead(known: number) {
    this.#zero = Date.now() - performance.now() + known;
  }

  /** In ms since the epoch. */
  now(): number {
    return performance.now() + this.#zero;
  }

  /** @param time as the server says it, such as in a `Date` header */
  hear(time: string | null | undefined): void {
    const off = Date.parse(time ?? '') - this.now();
    if (!(Math.abs(off) > CLOSE_ENOUGH_MS)) return;
    this.#zero += off;
    browserStorage.write(KEPT_AS, Math.round(this.ahead));
  }

  /**
   * The timer stands still while a machine sleeps, and its clock does not: what that gained while nobody
   * looked was slept.
   */
  #turned(isHidden: boolean): void {
    const zero = Date.now() - performance.now();
    const slept = zero - this.#hiddenAt;
    if (isHidden) this.#hiddenAt = zero;
    else if (this.#hiddenAt > 0 && slept > CLOSE_ENOUGH_MS) this.#zero += slept;
  }
}

/** The one for the page. */
export const serverClock = new ServerClock();
