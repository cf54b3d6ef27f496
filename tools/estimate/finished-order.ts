import type { DishesAsked, Milestones } from '#libs/estimate';
import type { Fulfilment } from '#libs/status-machine';

/** An order that was ready once, with all that a replay needs to know of it. Times are in ms. */
export interface FinishedOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly fulfilment: Fulfilment;
  /** The restaurant's base preparation time, in minutes. */
  readonly baseMinutes: number;
  /** Pieces in it. */
  readonly pieces: number;
  /** Orders of the restaurant that were placed before it and not ready yet. */
  readonly load: number;
  /**
   * Pieces in the orders of the restaurant that had been accepted before it and were not ready when it was;
   * null where it never was accepted.
   */
  readonly piecesAhead: number | null;
  /** Which dishes it had, and which those had that `piecesAhead` counts; left out where that is not known. */
  readonly dishes?: DishesAsked | null;
  /** When it was placed: from 0, Monday's first hour, to 167, by the restaurant's clock. */
  readonly hourOfWeek: number;
  /** When what came true. */
  readonly milestones: Milestones;
  /** When that was known: nothing is learned before. */
  readonly knownAt: Milestones;
}

/** As the services tell of it: they do not say which dishes it has. */
export const withoutDishes = ({ dishes: _, ...order }: FinishedOrder): FinishedOrder => order;
