import { longestPage, type OrderHistoryPage, type OrderWithHistory, type Snapshot } from '#libs/contracts';
import { callListener, serverClock } from '#libs/tracker';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { recollectListing, rememberListing } from './kept-listing.ts';
import {
  isOpen,
  type Listing,
  listingOf,
  reachesDown,
  withLatest,
  withOlder,
  withSnapshot,
} from './listing.ts';

const PAGE_SIZE = 20;
/**
 * So many are looked at again and again: what is placed stands first, and what is taken back after its end is
 * one of the latest. Whatever is open is followed live.
 */
const NEWEST = 3;
/** How often the list is read while someone looks at it, and while it cannot be. */
const READ_EVERY_MS = 10_000;
const TRY_EVERY_MS = 10_000;
/** Focus, visibility and the socket often turn together. */
const AT_MOST_EVERY_MS = 2_000;

/** A part of the list, with all that is open further down where that was asked for. */
interface Read {
  readonly page: OrderHistoryPage;
  readonly active: readonly OrderWithHistory[];
}

/**
 * A customer's orders as far as they are known: read at the start and when something says that there may be
 * more; the newest alone now and then.
 */
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
  /**
   * What was open at any time since the page was opened: it stays where it is, and turns into a receipt
   * there.
   */
  readonly #opened = new Set<string>();
  /** By order, the version that whoever looks has seen or heard of. */
  readonly #told = new Map<string, number>();
  #reading: Promise<void> | null = null;
  #readAt = -AT_MOST_EVERY_MS;
  /** Whether something older may have changed unheard, so that the newest are not enough. */
  #isAllDue = true;
  /** Orders whose change no reading has shown yet that began after it. */
  readonly #amended = new Set<string>();
  /** Readings that failed one after the other. */
  #failures = 0;
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

  /** Something says that there may be news, of any order. */
  soon(): void {
    this.#isAllDue = true;
    this.#readSoon();
  }

  /** What was ordered has changed, says its tracker, which does not say to what. */
  amended(orderId: string): void {
    this.#amended.add(orderId);
    const isNew = this.listing?.orders.slice(0, NEWEST).some(({ order_id }) => order_id === orderId) ?? false;
    this.#isAllDue ||= !isNew;
    this.#readSoon();
  }

  /** All of it now; one reading at a time. */
  read(): Promise<void> {
    this.#isAllDue = true;
    return this.#readNow();
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

  /**
   * As a tracker, or the answer to a change, has it.
   * @returns whether that is news: what the page was opened with is none, even where a list that is read
   * meanwhile is ahead
   */
  take(snapshot: Snapshot): boolean {
    if (this.listing) this.#show(withSnapshot(this.listing, snapshot));
    const told = this.#told.get(snapshot.order_id);
    if (told === undefined || snapshot.version <= told) return false;
    this.#told.set(snapshot.order_id, snapshot.version);
    return true;
  }

  #readSoon(): void {
    this.#wait(Math.max(0, this.#readAt + AT_MOST_EVERY_MS - performance.now()));
  }

  #readNow(): Promise<void> {
    return (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
  }

  async #read(): Promise<void> {
    this.#readAt = performance.now();
    const isAll = this.#isAllDue;
    this.#isAllDue = false;
    const amended = [...this.#amended];
    const read = isAll ? await this.#all() : await this.#newest();
    if (!this.#isShown) return;
    this.#failures = read === null ? this.#failures + 1 : 0;
    // What was just read is not called away for one request that was lost, as where the network changes.
    this.isAway = this.#failures > (this.isFresh ? 1 : 0);
    this.#isAllDue ||= read === null;
    if (read === null) this.host.requestUpdate();
    else {
      this.#heard(read);
      this.#shown(amended, isAll ? null : read.page);
    }
    if (this.isAway) this.#wait(TRY_EVERY_MS);
    else this.#wait(this.#isAllDue || this.#amended.size > 0 ? AT_MOST_EVERY_MS : READ_EVERY_MS);
  }

  /** @param newest what was read; null where that was all there is to read */
  #shown(amended: readonly string[], newest: OrderHistoryPage | null): void {
    const isRead = (id: string): boolean => newest?.orders.some(({ order_id }) => order_id === id) ?? true;
    for (const id of amended.filter(isRead)) this.#amended.delete(id);
    // One of the newest when it changed, it may no longer be: it is looked for among all.
    this.#isAllDue ||= amended.some((id) => this.#amended.has(id));
  }

  /** The newest orders; all where so many are new that some in between would be missing. */
  async #newest(): Promise<Read | null> {
    const answer = await this.#page({ limit: NEWEST });
    if (!answer.ok) return null;
    if (this.listing && !reachesDown(this.listing, answer.body)) return this.#all();
    return { page: answer.body, active: [] };
  }

  /** @returns null where it cannot be read */
  async #all(): Promise<Read | null> {
    const answer = await this.#page({ limit: PAGE_SIZE });
    if (!answer.ok) return null;
    const active = answer.body.next_cursor === null ? [] : await this.#active();
    return active && { page: answer.body, active };
  }

  /** The first answer takes the place of what was remembered: an order may have been erased since. */
  #heard({ page, active }: Read): void {
    const before = this.isFresh ? this.listing : null;
    this.heardAt = serverClock.now();
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
        if (!known.has(order.order_id) && order.placed_at >= latest) callListener(() => this.onPlaced(order));
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
        limit: longestPage,
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
    for (const order of this.#known) if (isOpen(order, serverClock.now())) this.#opened.add(order.order_id);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void (document.visibilityState === 'visible' && this.#readNow()), ms);
  }
}
