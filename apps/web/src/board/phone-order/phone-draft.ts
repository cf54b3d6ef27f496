import { emptyDraft, inCurrency, isBlank, type OrderDraft, orderOf } from './order-draft.ts';
import { OrderWish, type Placing, type PostOrder } from './order-wish.ts';

/** What became of a draft, with what was typed in it then. */
export type PlacedDraft = Placing & { readonly typed: OrderDraft };

/** What someone has typed of an order, and means by it: it outlives the form that is closed over it. */
export class PhoneDraft {
  order: OrderDraft;
  #wish: OrderWish;
  /** As it was begun. */
  #begun: OrderDraft;
  /** As it was begun, in the currency that is asked for. */
  #settled: OrderDraft;
  #onItsWay: Promise<PlacedDraft> | null = null;

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
    if (this.#onItsWay || this.order.currency === currency) return;
    const isTouched = this.#isTouched;
    this.order = inCurrency(isTouched ? this.order : this.#begun, currency);
    if (!isTouched) this.#settled = this.order;
  }

  /** Sends it, once however often it is asked for. Once placed, it is begun anew. */
  place(currency: string): Promise<PlacedDraft> {
    return (this.#onItsWay ??= this.#place(currency));
  }

  /** What will become of what has been sent; null while nothing is. */
  get onItsWay(): Promise<PlacedDraft> | null {
    return this.#onItsWay;
  }

  /** Whether it is worth keeping: something was changed in it, or it may have been placed. */
  get isKept(): boolean {
    return this.#isTouched || this.#wish.isOpen || this.#onItsWay !== null;
  }

  /** Whether anything was said in it. */
  get isBegun(): boolean {
    const { items, notes, table, address, name, phone, email } = this.order;
    return (
      !items.every(isBlank) || [notes, table, address, name, phone, email].some((text) => text.trim() !== '')
    );
  }

  get #isTouched(): boolean {
    return this.order !== this.#settled;
  }

  async #place(currency: string): Promise<PlacedDraft> {
    const typed = this.order;
    try {
      const placing = await this.#wish.place(orderOf(typed, currency));
      if (placing.answer.ok) this.begin();
      return { ...placing, typed };
    } finally {
      this.#onItsWay = null;
    }
  }
}
