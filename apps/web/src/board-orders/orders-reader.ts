import type { Order } from '#libs/contracts';
import { isFinal } from '#libs/status-machine';
import type { CardShelf } from './card-shelf.ts';
import { withListing, withOrder, withoutOutlived } from './cards.ts';
import type { OrdersApi } from './orders-api.ts';

/** News wait this long for more of them, so that a rush costs one question a second and not one for each change. */
const GATHER_MS = 300;
const AT_MOST_EVERY_MS = 1_000;
/** A change may be seen a little after a later one: what is read next goes back this far. */
const OVERLAP_MS = 5_000;

/** Reads what frames do not say: all open orders at the start and after a gap, and after news the orders that they were about. */
export class OrdersReader {
  isLoaded = false;
  #readUpTo = 0;
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: OrdersApi,
    private readonly shelf: CardShelf,
    private readonly now: () => number,
  ) {}

  /** All of it. @returns whether it could be read */
  async load(): Promise<boolean> {
    const before = this.shelf.cards;
    const [open, recent] = await Promise.all([this.api.active(), this.isLoaded ? [] : this.api.recent()]);
    if (open === null) return false;
    this.isLoaded = true;
    const ended = (recent ?? []).filter(({ status }) => isFinal(status));
    this.#take(open, ended.reduce(withOrder, withListing(this.shelf.cards, open, before)));
    return true;
  }

  /** There is news: asks once they have been gathered. */
  soon(): void {
    this.#timer ??= setTimeout(
      () => void this.#readNews(),
      Math.max(GATHER_MS, this.#readAt + AT_MOST_EVERY_MS - Date.now()),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #readNews(): Promise<void> {
    this.#readAt = Date.now();
    this.#timer = undefined;
    const news = await this.api.active(new Date(Math.max(0, this.#readUpTo - OVERLAP_MS)).toISOString());
    if (news) this.#take(news, news.reduce(withOrder, this.shelf.cards));
  }

  #take(read: readonly Order[], cards: CardShelf['cards']): void {
    this.#readUpTo = read.reduce(
      (latest, { updated_at }) => Math.max(latest, Date.parse(updated_at)),
      this.#readUpTo,
    );
    this.shelf.put(withoutOutlived(cards, this.now()));
  }
}
