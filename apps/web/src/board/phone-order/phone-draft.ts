import { type Hindrance, hindranceOf } from './draft-checks.ts';
import { emptyDraft, inCurrency, isBlank, type OrderDraft, orderOf } from './order-draft.ts';
import { OrderWish, type Placing, type PostOrder } from './order-wish.ts';

/** What was sent of a draft, and what became of it, with what was typed in it then. */
export type SentDraft = Placing & { readonly kind: 'sent'; readonly typed: OrderDraft };

/** What became of a draft that someone meant to place. */
export type Outcome = SentDraft | Hindrance | { readonly kind: 'given up' | 'no currency' };

/** The restaurant's currency; null where there is no answer. */
type AskCurrency = () => Promise<string | null>;

/** What someone has typed of an order, and means by it: it outlives the form that is closed over it. */
export class PhoneDraft {
  order: OrderDraft;
  #wish: OrderWish;
  /** As it was begun. */
  #begun: OrderDraft;
  /** As it was begun, in the currency that is asked for. */
  #settled: OrderDraft;
  #onItsWay: Promise<Outcome> | null = null;
  /** What is on its way has not left yet, and need not; null once it has, and while there is nothing. */
  #waiting: AbortController | null = null;

  constructor(
    private readonly post: PostOrder,
    order: OrderDraft = emptyDraft,
  ) {
    [this.order, this.#begun, this.#settled, this.#wish] = [order, order, order, new OrderWish(post)];
  }

  /** Another order: the one before was placed, or is given up. */
  begin(order: OrderDraft = emptyDraft): void {
    [this.order, this.#begun, this.#settled, this.#wish] = [order, order, order, new OrderWish(this.post)];
  }

  /**
   * It is the same order in whatever currency; what nobody has touched keeps the prices that it was begun
   * with.
   */
  settle(currency: string): void {
    if (this.#isSent || this.order.currency === currency) return;
    const isTouched = this.#isTouched;
    this.order = inCurrency(isTouched ? this.order : this.#begun, currency);
    if (!isTouched) this.#settled = this.order;
  }

  /**
   * Sends it as soon as the currency is known, once however often it is asked for. Once placed, it is begun
   * anew.
   * @param meant the draft of which someone has said that what has no price in it costs nothing
   */
  place(askCurrency: AskCurrency, meant: OrderDraft | null = null): Promise<Outcome> {
    return (this.#onItsWay ??= this.#place(askCurrency, meant));
  }

  /** Nobody waits for it any more: what has not left is not sent. What has left is placed all the same. */
  giveUp(): void {
    if (this.#waiting === null) return;
    this.#waiting.abort();
    [this.#waiting, this.#onItsWay] = [null, null];
  }

  /** What will become of what is to be placed; null while nothing is. */
  get onItsWay(): Promise<Outcome> | null {
    return this.#onItsWay;
  }

  /** Whether it is worth keeping: something was changed in it, or it may have been placed. */
  get isKept(): boolean {
    return this.#isTouched || this.#wish.isOpen || this.#onItsWay !== null;
  }

  /** Whether anything was said in it. */
  get isBegun(): boolean {
    const { items, scheduledFor, notes, table, address, name, phone, email } = this.order;
    return (
      scheduledFor !== null ||
      !items.every(isBlank) ||
      [notes, table, address, name, phone, email].some((text) => text.trim() !== '')
    );
  }

  get #isTouched(): boolean {
    return this.order !== this.#settled;
  }

  get #isSent(): boolean {
    return this.#onItsWay !== null && this.#waiting === null;
  }

  async #place(askCurrency: AskCurrency, meant: OrderDraft | null): Promise<Outcome> {
    const waiting = new AbortController();
    this.#waiting = waiting;
    try {
      const currency = await askCurrency();
      if (waiting.signal.aborted) return { kind: 'given up' };
      if (currency === null) return { kind: 'no currency' };
      this.settle(currency);
      return hindranceOf(this.order, currency, meant) ?? (await this.#send(currency));
    } finally {
      if (!waiting.signal.aborted) [this.#waiting, this.#onItsWay] = [null, null];
    }
  }

  async #send(currency: string): Promise<SentDraft> {
    this.#waiting = null;
    const typed = this.order;
    const placing = await this.#wish.place(orderOf(typed, currency));
    if (placing.answer.ok) this.begin();
    return { kind: 'sent', ...placing, typed };
  }
}
