import type { OrderHistoryPage, OrderWithHistory, Snapshot } from '#libs/contracts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CustomerSession } from '../customer-session/customer-session.ts';
import { recollectListing, rememberListing } from './kept-listing.ts';
import { isOpen, type Listing, listingOf, withLatest, withOlder, withSnapshot } from './listing.ts';

const PAGE_SIZE = 20;
/** Of open orders, which are all read. */
const OPEN_PAGE_SIZE = 100;
/** How often the list is read while someone looks at it, and while it cannot be. */
const READ_EVERY_MS = 60_000;
const TRY_EVERY_MS = 10_000;
/** Focus, visibility and the socket often turn together. */
const AT_MOST_EVERY_MS = 2_000;

/** A customer's orders as far as they are known: read at the start, now and then, and when something says that there may be more. */
export class OwnOrders implements ReactiveController {
  listing: Listing | null = null;
  /** When the list was last read, in ms; 0 for never. */
  heardAt = 0;
  /** Whether it has been read since the page was opened, and not only remembered. */
  isFresh = false;
  isAway = false;
  isReadingMore = false;
  moreFailed = false;
  /** What was placed elsewhere while the page was open. */
  onPlaced: (order: OrderWithHistory) => void = () => undefined;
  /** What was open at any time since the page was opened: it stays where it is, and turns into a receipt there. */
  readonly #opened = new Set<string>();
  /** By order, the version that whoever looks has seen or heard of. */
  readonly #told = new Map<string, number>();
  #reading: Promise<void> | null = null;
  #readAt = 0;
  /** An answer that comes after its customer has left is not kept. */
  #isShown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #looked = (): void => {
    if (document.visibilityState === 'visible') this.soon();
  };

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly session: CustomerSession,
  ) {
    const kept = recollectListing(session.user.user_id);
    if (kept) [this.listing, this.heardAt] = [kept.listing, kept.heardAt];
    this.#noteOpen();
    host.addController(this);
  }

  get open(): readonly OrderWithHistory[] {
    return this.#known.filter(({ order_id }) => this.#opened.has(order_id));
  }

  get past(): readonly OrderWithHistory[] {
    return this.listing?.orders.filter(({ order_id }) => !this.#opened.has(order_id)) ?? [];
  }

  hostConnected(): void {
    this.#isShown = true;
    document.addEventListener('visibilitychange', this.#looked);
    addEventListener('focus', this.#looked);
    addEventListener('online', this.#looked);
    void this.read();
  }

  hostDisconnected(): void {
    this.#isShown = false;
    document.removeEventListener('visibilitychange', this.#looked);
    removeEventListener('focus', this.#looked);
    removeEventListener('online', this.#looked);
    clearTimeout(this.#timer);
  }

  /** Something says that there may be news. */
  soon(): void {
    this.#wait(Math.max(0, this.#readAt + AT_MOST_EVERY_MS - Date.now()));
  }

  /** Now; one reading at a time. */
  read(): Promise<void> {
    return (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
  }

  async readMore(): Promise<readonly OrderWithHistory[]> {
    const { listing } = this;
    if (listing?.cursor == null || this.isReadingMore) return [];
    [this.isReadingMore, this.moreFailed] = [true, false];
    this.host.requestUpdate();
    const answer = await this.#page({ limit: PAGE_SIZE, cursor: listing.cursor });
    if (!this.#isShown) return [];
    [this.isReadingMore, this.moreFailed] = [false, !answer.ok];
    if (answer.ok) this.#show(withOlder(this.listing ?? listing, answer.body));
    else this.host.requestUpdate();
    if (answer.ok) for (const { order_id, version } of answer.body.orders) this.#told.set(order_id, version);
    return answer.ok ? answer.body.orders : [];
  }

  /** As a tracker, or the answer to a change, has it. @returns whether that is news: what the page was opened with is none, even where a list that is read meanwhile is ahead */
  take(snapshot: Snapshot): boolean {
    if (this.listing) this.#show(withSnapshot(this.listing, snapshot));
    const told = this.#told.get(snapshot.order_id);
    if (told === undefined || snapshot.version <= told) return false;
    this.#told.set(snapshot.order_id, snapshot.version);
    return true;
  }

  async #read(): Promise<void> {
    this.#readAt = Date.now();
    const answer = await this.#page({ limit: PAGE_SIZE });
    const active = answer.ok && answer.body.next_cursor !== null ? await this.#active() : [];
    if (!this.#isShown) return;
    this.isAway = !answer.ok || active === null;
    if (answer.ok && active !== null) this.#heard(answer.body, active);
    else this.host.requestUpdate();
    this.#wait(this.isAway ? TRY_EVERY_MS : READ_EVERY_MS);
  }

  /** The first answer takes the place of what was remembered: an order may have been erased since. */
  #heard(page: OrderHistoryPage, active: readonly OrderWithHistory[]): void {
    const before = this.isFresh ? this.listing : null;
    this.heardAt = Date.now();
    this.isFresh = true;
    this.#show(before ? withLatest(before, page, active) : listingOf(page, active));
    const known = new Set(
      [...(before?.orders ?? []), ...(before?.openBelow ?? [])].map(({ order_id }) => order_id),
    );
    for (const { order_id, version } of [...page.orders, ...active])
      if (!known.has(order_id)) this.#told.set(order_id, version);
    const latest = before?.orders[0]?.placed_at ?? '';
    if (before)
      for (const order of page.orders)
        if (!known.has(order.order_id) && order.placed_at >= latest) this.onPlaced(order);
  }

  get #known(): readonly OrderWithHistory[] {
    return this.listing ? [...this.listing.orders, ...this.listing.openBelow] : [];
  }

  /** All that no restaurant has closed; null where that cannot be read. */
  async #active(): Promise<readonly OrderWithHistory[] | null> {
    const orders: OrderWithHistory[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const answer = await this.#page({
        status: 'active',
        limit: OPEN_PAGE_SIZE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      if (!answer.ok) return null;
      orders.push(...answer.body.orders);
      cursor = answer.body.next_cursor;
    }
    return orders;
  }

  #page({
    status,
    limit,
    cursor,
  }: {
    readonly status?: 'active';
    readonly limit: number;
    readonly cursor?: string;
  }): ReturnType<typeof this.session.ask<OrderHistoryPage>> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(status && { status }),
      ...(cursor !== undefined && { cursor }),
    });
    return this.session.ask<OrderHistoryPage>('GET', `/online/orders/history?${query}`);
  }

  #show(listing: Listing): void {
    this.listing = listing;
    this.#noteOpen();
    rememberListing(this.session.user.user_id, listing, this.heardAt);
    this.host.requestUpdate();
  }

  #noteOpen(): void {
    for (const order of this.#known) if (isOpen(order, Date.now())) this.#opened.add(order.order_id);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void (document.visibilityState === 'visible' && this.read()), ms);
  }
}
