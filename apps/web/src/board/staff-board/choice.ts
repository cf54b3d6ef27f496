import type { Order } from '#libs/contracts';

/** The orders that are picked to move together. */
export class Choice {
  #chosen: ReadonlySet<string> | null = null;

  constructor(private readonly onChange: () => void) {}

  get isOn(): boolean {
    return this.#chosen !== null;
  }

  get size(): number {
    return this.#chosen?.size ?? 0;
  }

  has(orderId: string): boolean {
    return this.#chosen?.has(orderId) ?? false;
  }

  /** Begins, or ends and forgets. */
  toggle(): void {
    this.#set(this.isOn ? null : new Set());
  }

  /** One more, or one less. */
  switch({ order_id }: Order): void {
    const others = [...(this.#chosen ?? [])].filter((id) => id !== order_id);
    this.#set(new Set(this.has(order_id) ? others : [...others, order_id]));
  }

  add(orders: readonly Order[]): void {
    this.#set(new Set([...(this.#chosen ?? []), ...orders.map(({ order_id }) => order_id)]));
  }

  #set(chosen: ReadonlySet<string> | null): void {
    this.#chosen = chosen;
    this.onChange();
  }
}
