import type { Account } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { paceAt, type RestaurantRow } from '../../restaurants/index.ts';

/** When to ask again where nobody has said until when the restaurant is paused, in seconds. */
const usualPause = 300;

/**
 * A restaurant that is paused takes orders from its staff alone, who know what they do.
 * @param now our clock, in ms
 * @throws ProblemError 409 `restaurant_paused`, with `until` and when to try again
 */
export function refuseWhilePaused(restaurant: RestaurantRow, { kind }: Account, now: number): void {
  const { mode, until = null } = paceAt(restaurant.pace, now);
  if (mode !== 'paused' || kind === 'staff') return;
  throw new ProblemError(
    'restaurant_paused',
    until === null
      ? 'The restaurant takes no orders right now; try again later.'
      : `The restaurant takes no orders until ${until}; try again then.`,
    { until },
    until === null ? usualPause : Math.ceil((Date.parse(until) - now) / 1_000),
  );
}
