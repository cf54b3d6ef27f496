import type { Estimate } from '#libs/contracts';
import type { HistoryRow } from './history-row.ts';

type Promised = Pick<HistoryRow, 'readyFrom' | 'readyTo' | 'arrivesFrom' | 'arrivesTo' | 'basis'>;

/** What was promised with a change, as it is answered; null where there is nothing to wait for. */
export function estimateOf({ readyFrom, readyTo, arrivesFrom, arrivesTo, basis }: Promised): Estimate {
  const arrives = arrivesFrom !== null && arrivesTo !== null;
  if (readyTo === null && !arrives) return null;
  return {
    ready_from: timeOf(readyFrom),
    ready_to: timeOf(readyTo),
    ...(arrives && { arrives_from: timeIn(arrivesFrom), arrives_to: timeIn(arrivesTo) }),
    // Until it was learned, the rule was all that there was.
    basis: basis ?? 'rule',
  };
}

const timeIn = (ms: number): string => new Date(ms).toISOString();

/** @param ms null where there is no such moment */
export const timeOf = (ms: number | null): string | null => (ms === null ? null : timeIn(ms));
