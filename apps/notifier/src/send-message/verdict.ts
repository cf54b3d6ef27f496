import type { HistoryEntry, MessageFacts } from '#libs/contracts';
import { isTold } from '../notification/moment.ts';
import type { Notification } from '../notification/notification.entity.ts';

/** Why a message is no longer to be sent, judged by the order's history alone; null where it still holds. */
export function staleness(
  { version }: Pick<Notification, 'version'>,
  { history, fulfilment }: MessageFacts,
): 'recalled' | 'superseded' | null {
  if (isCorrected(history, version)) return 'recalled';
  const isLaterNews = (entry: HistoryEntry): boolean =>
    entry.version > version &&
    entry.type === 'status_changed' &&
    isTold(entry.status, fulfilment) &&
    !isCorrected(history, entry.version);
  return history.some(isLaterNews) ? 'superseded' : null;
}

function isCorrected(history: readonly HistoryEntry[], version: number): boolean {
  return history.some(({ corrects }) => corrects === version);
}

/** The version whose status holds since the recall of that version: the last change before it that was not taken back. */
export function standingBefore({ history }: MessageFacts, version: number): number | null {
  const standing = history.filter(
    (entry) =>
      entry.type === 'status_changed' && entry.version < version && !isCorrected(history, entry.version),
  );
  return standing.at(-1)?.version ?? null;
}

/** The versions that recalls after this one took back. */
export function takenBackAfter({ history }: MessageFacts, version: number): readonly number[] {
  return history.flatMap((entry) =>
    entry.version > version && entry.corrects !== undefined ? [entry.corrects] : [],
  );
}
