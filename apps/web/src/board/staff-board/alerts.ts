import type { Order } from '#libs/contracts';
import { AttentionWatch } from '../attention/attention-watch.ts';
import { attentionsOf } from '../attention/attention-words.ts';
import { oldestFirst } from '../board-layout/oldest-first.ts';
import type { View } from '../board-layout/views.ts';
import { Bell } from '../new-orders/bell.ts';
import { FreshOrders } from '../new-orders/fresh-orders.ts';

/** What nobody is to miss: what came, and what calls for attention. */
export class Alerts {
  readonly bell: Bell;
  readonly fresh = new FreshOrders();
  /** What of the view calls for attention, the oldest order first. */
  calling: readonly Order[] = [];
  readonly #watch = new AttentionWatch();

  constructor(onChange: () => void) {
    this.bell = new Bell(onChange);
  }

  /** Rings where there is news. @param now in ms */
  see(orders: readonly Order[], view: View, now: number): void {
    const shown = orders.filter(({ fulfilment }) => view.kinds.includes(fulfilment));
    this.calling = shown
      .filter((order) => isOfView(order, view) && attentionsOf(order).length > 0)
      .sort(oldestFirst);
    const [first] = view.columns;
    const newest = shown.filter(({ status }) => first?.statuses.includes(status) === true);
    const came = this.fresh.see(view.name, newest);
    const calls = this.#watch.see(this.calling, now);
    if (came || calls) this.bell.ring();
  }

  /** Someone has looked at these. */
  looked(orders: readonly Order[]): void {
    for (const { order_id } of orders) this.fresh.touched(order_id);
    this.#watch.looked(orders);
  }
}

const isOfView = ({ status }: Order, { columns }: View): boolean =>
  columns.some(({ statuses }) => statuses.includes(status));
