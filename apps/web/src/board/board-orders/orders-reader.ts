import type { Order } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import type { CardShelf } from './card-shelf.ts';
import { asRead, withListing, withOrder, withoutExpired } from './cards.ts';
import type { OrdersApi } from './orders-api.ts';

/**
 * News wait this long for more of them, so that a rush costs one question a second and not one for each
 * change.
 */
const GATHER_MS = 300;
const AT_MOST_EVERY_MS = 1_000;
/** A change may be seen a little after a later one: what is read next goes back this far. */
const OVERLAP_MS = 5_000;
/** An order that could not be read now is asked for again after this time. */
const AGAIN_MS = 5_000;

/**
 * Reads what frames do not say: all open orders at the start and after a gap, and after news the orders that
 * they were about.
 */
export class OrdersReader {
  isLoaded = false;
  /** Someone looks at this one: it stays, however long ago it has ended. */
  lookedAt: string | null = null;
  #readUpTo = 0;
  #readAt = 0;
  /** Until the news have been gathered. */
  #gathering: ReturnType<typeof setTimeout> | undefined;
  /** Until what could not be read is asked for again: it keeps no news waiting. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  /** News could not be read the last time. */
  #isMissed = false;
  /** Of which a frame named what it did not say; those that have ended are not among the open ones. */
  readonly #wanted = new Set<string>();

  constructor(
    private readonly api: Pick<OrdersApi, 'active' | 'recent' | 'find'>,
    private readonly shelf: CardShelf,
    private readonly now: () => number,
  ) {}

  /** All of it. @returns whether it could be read */
  async load(): Promise<boolean> {
    const before = this.shelf.cards;
    const [open, recent] = await Promise.all([this.api.active(), this.isLoaded ? [] : this.api.recent()]);
    if (open === null) return false;
    [this.isLoaded, this.#isMissed] = [true, false];
    const ended = (recent ?? []).filter(({ status }) => isFinal(status));
    this.#take(open, ended.reduce(withOrder, withListing(this.shelf.cards, open, before)));
    return true;
  }

  /**
   * There is news: asks once they have been gathered.
   * @param orderId to be read whatever its status is
   */
  soon(orderId: string | null = null): void {
    if (orderId !== null) this.#wanted.add(orderId);
    const gathered = Math.max(GATHER_MS, this.#readAt + AT_MOST_EVERY_MS - Date.now());
    if (!this.#isStopped) this.#gathering ??= setTimeout(() => void this.#readNews(), gathered);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#gathering);
    clearTimeout(this.#again);
  }

  #later(): void {
    if (!this.#isStopped) this.#again ??= setTimeout(() => this.#readAgain(), AGAIN_MS);
  }

  /** News that came meanwhile may have brought it. */
  #readAgain(): void {
    this.#again = undefined;
    if (this.#isWaiting) this.soon();
  }

  async #readNews(): Promise<void> {
    this.#readAt = Date.now();
    this.#gathering = undefined;
    const before = this.shelf.cards;
    const open = await this.api.active(new Date(Math.max(0, this.#readUpTo - OVERLAP_MS)).toISOString());
    if (open !== null) {
      const news = [...open, ...(await this.#readWanted(open))];
      this.#take(news, news.reduce(asRead(before), this.shelf.cards));
    }
    this.#isMissed = open === null;
    if (this.#isWaiting) this.#later();
  }

  get #isWaiting(): boolean {
    return this.#isMissed || this.#wanted.size > 0;
  }

  async #readWanted(open: readonly Order[]): Promise<readonly Order[]> {
    const wanted = [...this.#wanted].filter((id) => !open.some(({ order_id }) => order_id === id));
    this.#wanted.clear();
    return (await Promise.all(wanted.map((id) => this.#readOne(id)))).flat();
  }

  /** What could not be had now stays wanted. */
  async #readOne(orderId: string): Promise<readonly Order[]> {
    const found = await this.api.find(orderId);
    if (found === null) this.#wanted.add(orderId);
    return found === null || found === 'gone' ? [] : [found];
  }

  #take(read: readonly Order[], cards: CardShelf['cards']): void {
    this.#readUpTo = read.reduce(
      (latest, { updated_at }) => Math.max(latest, Date.parse(updated_at)),
      this.#readUpTo,
    );
    this.shelf.put(withoutExpired(cards, this.now(), this.lookedAt));
  }
}
