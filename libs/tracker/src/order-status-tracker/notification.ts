import type { Snapshot } from '#libs/contracts';
import type { Alert } from '../alerts/alerts.ts';
import type { Words } from '../words/en.ts';
import { headline, labelOf } from '../words/headline.ts';

interface Alerting {
  notify(alert: Alert, isReady: boolean): void;
}

/**
 * Notifies the visitor of where the order is now, once there are words for it.
 * @param isReady whether that is new, to ring too
 * @param wordsNow null while those of the reader's language are loaded; it is called again when they are
 */
export function notifyOf(
  snapshot: Snapshot,
  isReady: boolean,
  wordsNow: (onLoaded: () => void) => Words | null,
  alerts: Alerting,
): void {
  const words = wordsNow(() => notifyOf(snapshot, isReady, wordsNow, alerts));
  if (!words) return;
  const { status, status_info, restaurant_name, order_id: tag } = snapshot;
  const title = `${labelOf(status, words, status_info.label)} · ${restaurant_name}`;
  alerts.notify({ title, body: headline(snapshot, words), tag }, isReady);
}
