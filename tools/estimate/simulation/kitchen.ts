import type { Fulfilment } from '#libs/status-machine';

/** A place in the kitchen at which items are made, each by one of its cooks, first come, first served. */
export interface Station {
  readonly cooks: number;
}

export interface MenuItem {
  /** By which it is known from others of its station; left out where it is the only one there. */
  readonly name?: string;
  readonly station: string;
  /** How often it is ordered beside the others. */
  readonly share: number;
  /** How long a cook has it in hand: the median, in minutes. */
  readonly minutes: number;
  /** How much that varies: the standard deviation of its logarithm. */
  readonly spread: number;
}

/** What is not as it was any more, from one order on. */
export interface Change {
  readonly name: 'staff leaves' | 'a rush' | 'a new menu';
  /** The number of the first order after it, from 1 on. */
  readonly order: number;
  /** Stations that have so many cooks from now on. */
  readonly cooks?: Readonly<Record<string, number>>;
  /** So many times as many orders as before, until … */
  readonly rush?: { readonly times: number; readonly orders: number };
  /** What is cooked from now on. */
  readonly menu?: readonly MenuItem[];
}

/** A kitchen of which all is known. All times are in minutes. */
export interface Kitchen {
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  readonly fulfilment: Fulfilment;
  /** What its manager would enter as base preparation time. */
  readonly baseMinutes: number;
  readonly ordersPerDay: number;
  /** How much of a day's orders comes in each hour, from midnight on. */
  readonly hours: readonly number[];
  /** How busy each day is beside the others, from Monday on. */
  readonly days: readonly number[];
  /** Orders that come at once: how often, and how many of them. */
  readonly party?: { readonly chance: number; readonly orders: number };
  /** Pieces in an order, on average. */
  readonly pieces: number;
  readonly stations: Readonly<Record<string, Station>>;
  readonly menu: readonly MenuItem[];
  /** Until somebody accepts an order, on average. */
  readonly acceptMinutes: number;
  /** From the last item to `ready`, on average. */
  readonly packMinutes: number;
  /** Something goes wrong with an order: how often, and for how long at least. */
  readonly mishap?: { readonly chance: number; readonly minutes: number };
  /** From `ready` until it is handed over, on average; of deliveries once a driver is there. */
  readonly handoverMinutes: number;
  readonly couriers?: { readonly drivers: number; readonly minutes: number; readonly spread: number };
  readonly changes: readonly Change[];
}
