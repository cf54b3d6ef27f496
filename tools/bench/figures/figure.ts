import { spreadOf, type Spread } from './spread.ts';

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly spread: Spread;
  readonly aim?: Aim;
}

/** What one part of the benchmark found. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export interface Aim {
  readonly words: string;
  isMetBy(median: number): boolean;
}

const withUnit = (number: number, unit: string): string => `${String(number)} ${unit}`.trim();

export const atMost = (limit: number, unit = ''): Aim => ({
  words: `≤ ${withUnit(limit, unit)}`,
  isMetBy: (median) => median <= limit,
});
export const atLeast = (limit: number, unit = ''): Aim => ({
  words: `≥ ${withUnit(limit, unit)}`,
  isMetBy: (median) => median >= limit,
});

/** How a figure is shown. */
export interface Shown {
  readonly unit?: string;
  readonly digits?: number;
  readonly aim?: Aim;
}

/** @returns a maker of figures over these runs. @throws RangeError where there is none */
export function figuresOver<Run>(
  runs: readonly Run[],
): (name: string, of: (run: Run) => number, shown?: Shown) => Figure {
  return (name, of, { unit = '', digits = 0, ...aim } = {}) => ({
    name,
    unit,
    digits,
    spread: spreadOf(runs.map(of)),
    ...aim,
  });
}
