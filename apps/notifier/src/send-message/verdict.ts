import type { MessageFacts } from '#libs/contracts';
import { correctedVersions, standingChanges } from '#libs/order-model';
import { isNotified, type Notification } from '../queue/index.ts';

/** Why a message is no longer to be sent, judged by the order's history alone; null where it still holds. */
export function staleness(
  { version }: Pick<Notification, 'version'>,
  { history, fulfilment }: MessageFacts,
): 'recalled' | 'superseded' | null {
  if (correctedVersions(history).has(version)) return 'recalled';
  const isLaterNews = standingChanges(history).some(
    (change) => change.version > version && isNotified(change.status, fulfilment),
  );
  return isLaterNews ? 'superseded' : null;
}

/** The version whose status holds since the recall of that version. */
export function standingBefore({ history }: MessageFacts, version: number): number | null {
  return standingChanges(history).findLast((change) => change.version < version)?.version ?? null;
}

/** The versions that recalls after this one took back. */
export function takenBackAfter({ history }: MessageFacts, version: number): readonly number[] {
  return [...correctedVersions(history.filter((entry) => entry.version > version))];
}
