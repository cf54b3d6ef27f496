import type { Order } from '#libs/contracts';
import { arrange, type Hand, type Slot } from './arrange.ts';
import { type Filter, passes } from './filter.ts';
import { oldestFirst } from './oldest-first.ts';
import { fitOf } from './search.ts';
import { type Column, laterColumn, type View } from './views.ts';

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
  readonly hand: Hand;
}

/** What a search finds besides: it stands in a column of its own, so that it is not missed. */
const elsewhere: Column = { title: 'Not in this view', statuses: [], empty: '' };

/** Of what is found, the very number comes first. */
function byFit(search: string): (one: Order, other: Order) => number {
  const known = new Map<Order, number>();
  const fit = (order: Order): number => {
    const found = known.get(order) ?? fitOf(order, search);
    known.set(order, found);
    return found;
  };
  return (one, other) => fit(other) - fit(one) || oldestFirst(one, other);
}

interface Wanted {
  readonly column: Column;
  readonly wanted: readonly Order[];
}

/** Where something is looked for, the columns that have it stand first, the very number's before all. */
function foundFirst(columns: readonly Wanted[], search: string): readonly Wanted[] {
  if (search.trim() === '') return columns;
  const fit = ({ wanted }: Wanted): number => Math.max(0, ...wanted.map((order) => fitOf(order, search)));
  return columns.toSorted((one, other) => fit(other) - fit(one));
}

/** Which order stands where. No card moves under a hand. */
export class BoardLayout {
  #slots = new Map<string, readonly Slot[]>();
  #shown = '';

  lay(orders: readonly Order[], laying: Laying): readonly LaidColumn[] {
    this.#forget(laying);
    const { view, filter, now, hand } = laying;
    const shown = orders
      .filter((order) => view.kinds.includes(order.fulfilment) && passes(order, filter, now))
      .sort(byFit(filter.search));
    const columns = [
      ...this.#laterOf(shown, laying),
      ...view.columns.map((column) => ({
        column,
        wanted: shown.filter(({ status }) => column.statuses.includes(status)),
      })),
    ];
    const seen = new Set(columns.flatMap(({ wanted }) => wanted));
    const others =
      filter.search.trim() === ''
        ? []
        : orders
            .filter((order) => !seen.has(order) && fitOf(order, filter.search) > 0)
            .sort(byFit(filter.search));
    return foundFirst(
      [...columns, ...(others.length > 0 ? [{ column: elsewhere, wanted: others }] : [])],
      filter.search,
    ).map(({ column, wanted }) => ({ column, slots: this.#arrange(column, wanted, hand) }));
  }

  /** It comes and goes as there is any, and no column moves under a hand for it. */
  #laterOf(shown: readonly Order[], { view, hand }: Laying): readonly Wanted[] {
    const wanted = shown.filter(({ status }) => view.showsLater && laterColumn.statuses.includes(status));
    const isThere = this.#slots.has(laterColumn.title);
    const stays =
      view.showsLater && (hand === 'away' ? wanted.length > 0 : isThere || this.#slots.size === 0);
    if (!stays || (wanted.length === 0 && !isThere)) {
      this.#slots.delete(laterColumn.title);
      return [];
    }
    return [{ column: laterColumn, wanted }];
  }

  #arrange({ title }: Column, wanted: readonly Order[], hand: Hand): readonly Slot[] {
    const slots = arrange(
      this.#slots.get(title) ?? [],
      wanted.map(({ order_id }) => order_id),
      hand,
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
