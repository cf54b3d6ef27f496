import type { Age } from './age.ts';

const units = { since: 'min', left: 'left', over: 'over' } as const;
/** From here on nobody counts single minutes. */
const LONG_MIN = 100;

/** The number in the ring, and what stands below it. */
export const ringWords = ({ minutes, counts }: Age): readonly [string, string] =>
  counts === 'since' || minutes < LONG_MIN
    ? [String(minutes), units[counts]]
    : [`${Math.round(minutes / 60)}h`, units[counts]];

/** In words: `12 min`, `25 min left`, `3 min over, late`. */
export function ageWords(age: Age): string {
  const [number, unit] = ringWords(age);
  const length = number.endsWith('h') ? number.replace('h', ' h') : `${number} min`;
  return [
    age.counts === 'since' ? length : `${length} ${unit}`,
    ...(age.tone === 'red' ? ['late'] : []),
  ].join(', ');
}
