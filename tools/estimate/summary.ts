import type { Run } from './figures.ts';
import { mean } from './measures.ts';

/** What all simulations of one kitchen came to. */
export interface Summary {
  readonly kitchen: string;
  readonly runs: readonly Run[];
  /** How many of the runs hold as many as they should. */
  readonly held: number;
  /** How often as many were held again after a change, of all changes. */
  readonly recovered: number;
  readonly changes: number;
}

interface Band {
  readonly from: number;
  readonly to: number;
}

/** What of all orders is to lie within their windows, … */
export const heldBand: Band = { from: 0.77, to: 0.83 };
/** … and of the two hundred from the 61st after a change on. */
export const recoveredBand: Band = { from: 0.73, to: 0.87 };
/** How wide the windows may be beside the rule's, where that is widened to hold as many. */
export const widthAim = 0.7;

const isIn = ({ from, to }: Band, share: number): boolean => share >= from && share <= to;

export function summaryOf(kitchen: string, runs: readonly Run[]): Summary {
  const after = runs.flatMap(({ afterChanges }) => afterChanges);
  return {
    kitchen,
    runs,
    held: runs.filter(({ coverage }) => isIn(heldBand, coverage)).length,
    recovered: after.filter(({ coverage }) => isIn(recoveredBand, coverage)).length,
    changes: after.length,
  };
}

/** The mean of a figure over a kitchen's runs. */
export const meanOf = ({ runs }: Summary, figure: (run: Run) => number): number => mean(runs.map(figure));
