import type { Snapshot } from '#libs/contracts';
import { isCalledOff, isEnded, standingChanges } from '#libs/order-model';
import { latestNews } from '#libs/tracker';

type Ending = Pick<Snapshot, 'status' | 'status_history'> & Partial<Pick<Snapshot, 'ended'>>;

/**
 * When the customer had the food, which is when it was handed over, and not when the restaurant closed the
 * order later; null where they have not, or will not.
 */
export function endedAt({ status, ended, status_history }: Ending): string | null {
  // A server of the release before does not say whether it has ended.
  if (isCalledOff(status) || !(ended ?? isEnded(status))) return null;
  const end = standingChanges(status_history).find((change) => isEnded(change.status));
  return (end ?? latestNews({ status_history }))?.timestamp ?? null;
}
