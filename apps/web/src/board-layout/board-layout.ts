import type { Order } from '#libs/contracts';
import { arrange, type Slot } from './arrange.ts';
import { type Filter, isFound, passes } from './filter.ts';
import type { Column, View } from './views.ts';

export interface LaidColumn {
  readonly column: Column;
  readonly slots: readonly Slot[];
}

/** What decides where orders stand. */
export interface Laying {
  readonly view: View;
  readonly filter: Filter;
  /** By the server's clock, in ms. */
  readonly now: number;
  /** Whether a finger is near. */
  readonly isHeld: boolean;
}

/** What a search finds besides: it stands in a column of its own, so that it is not missed. */
const elsewhere: Column = { title: 'Not in this view', statuses: [], empty: '' };

const sinceOf = ({ status_since, placed_at }: Order): string => status_since ?? placed_at;

const byEntry = (one: Order, other: Order): number =>
  sinceOf(one).localeCompare(sinceOf(other)) || one.order_id.localeCompare(other.order_id);

/** Which order stands where. A card keeps its place for as long as it may be seen there. */
export class BoardLayout {
  #slots = new Map<string, readonly Slot[]>();
  #shown = '';

  lay(orders: readonly Order[], laying: Laying): readonly LaidColumn[] {
    this.#forget(laying);
    const { view, filter, now, isHeld } = laying;
    const shown = orders
      .filter((order) => view.kinds.includes(order.fulfilment) && passes(order, filter, now))
      .sort(byEntry);
    const columns = view.columns.map((column) => ({
      column,
      wanted: shown.filter(({ status }) => column.statuses.includes(status)),
    }));
    const seen = new Set(columns.flatMap(({ wanted }) => wanted));
    const others =
      filter.search.trim() === ''
        ? []
        : orders.filter((order) => !seen.has(order) && isFound(order, filter.search)).sort(byEntry);
    return [...columns, ...(others.length > 0 ? [{ column: elsewhere, wanted: others }] : [])].map(
      ({ column, wanted }) => ({ column, slots: this.#arrange(column, wanted, isHeld) }),
    );
  }

  #arrange({ title }: Column, wanted: readonly Order[], isHeld: boolean): readonly Slot[] {
    const slots = arrange(
      this.#slots.get(title) ?? [],
      wanted.map(({ order_id }) => order_id),
      isHeld,
    );
    this.#slots.set(title, slots);
    return slots;
  }

  /** Another view, or another part of it, is laid out from the beginning: whoever asked for it looks anew. */
  #forget({ view, filter }: Laying): void {
    const shown = JSON.stringify([view.name, filter]);
    if (shown === this.#shown) return;
    this.#slots = new Map();
    this.#shown = shown;
  }
}
