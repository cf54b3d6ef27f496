import { spreadOf } from './figures/spread.ts';

/** What is measured side by side: each gives its figure for one short slice of time. */
export type Lanes<Name extends string, Figure = number> = Readonly<Record<Name, () => Promise<Figure>>>;

/**
 * Lets the lanes take turns, so that a machine that is slow for a while is so for all of them: every other
 * round goes through them backwards, by which none is always the last one.
 * @returns each lane's figure, round by round
 */
export async function alternating<Name extends string, Figure>(
  lanes: Lanes<Name, Figure>,
  rounds: number,
): Promise<Record<Name, Figure>[]> {
  const names = Object.keys(lanes) as Name[];
  const results: Record<Name, Figure>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const figures: [Name, Figure][] = [];
    for (const name of round % 2 === 0 ? names : names.toReversed())
      figures.push([name, await lanes[name]()]);
    results.push(Object.fromEntries(figures) as Record<Name, Figure>);
  }
  return results;
}

type Rounds<Name extends string> = readonly Readonly<Record<Name, number>>[];

/** @throws RangeError where there is no round */
export function meanOf<Name extends string>(rounds: Rounds<Name>, name: Name): number {
  if (rounds.length === 0) throw new RangeError('a mean needs at least one round');
  return rounds.reduce((sum, round) => sum + round[name], 0) / rounds.length;
}

/**
 * Of one lane to another: each round's own ratio, and of those the middle one. A moment that hit only one
 * slice does not count.
 */
export const medianRatio = <Name extends string>(rounds: Rounds<Name>, name: Name, to: Name): number =>
  spreadOf(rounds.map((round) => round[name] / round[to])).median;
