import type { DishesAsked } from './stations.ts';

/** What is known of an order, and of its kitchen, when it is placed. */
export interface Situation {
  /** By the restaurant's clock: from 0, Monday's first hour, to 167. */
  readonly hourOfWeek: number;
  /** Orders of the restaurant that were placed before it and are not ready yet. */
  readonly load: number;
  /** Pieces in it, at least 1. */
  readonly pieces: number;
  /**
   * Pieces in the orders that had been accepted and were not ready when it was accepted itself; null or left
   * out where it is not accepted yet, or nobody counted them.
   */
  readonly piecesAhead?: number | null;
  /** Which dishes these are; null or left out where it is not accepted yet, or nobody knows them. */
  readonly dishes?: DishesAsked | null;
}

/** How long one order took in its situation; small, as a table holds hundreds. In whole seconds. */
export type Sample = readonly [hourOfWeek: number, load: number, pieces: number, seconds: number];

export const sampleOf = ({ hourOfWeek, load, pieces }: Situation, seconds: number): Sample => [
  hourOfWeek,
  load,
  pieces,
  Math.round(seconds),
];
