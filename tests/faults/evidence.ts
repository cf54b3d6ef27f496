import type { Fulfilment } from '#libs/status-machine';
import type { HistoryRow, NotificationRow, OrderRow } from '../support/owner.ts';

/** What a till was told by a 2xx: this must be on disk. */
export interface Acknowledged {
  readonly key: string;
  readonly version: number;
  readonly status: string;
}

export interface Shown {
  readonly version: number;
  readonly status: string;
}

/** What one screen has to tell. */
export interface ScreenEvidence {
  /** What it has shown, in the order in which it did. */
  readonly shown: readonly Shown[];
  /** The versions of snapshots that were older than what it showed. */
  readonly older: readonly number[];
  /** The versions of frames on a live connection before which one or more were left out. */
  readonly leftOut: readonly number[];
  /** Refusals to follow, and snapshots whose history does not lead to their version. */
  readonly refusals: readonly string[];
}

/** An event as it lies in the log. */
export interface PublishedEvent {
  readonly version: number;
  readonly value: string;
}

/** What reached a customer, and by which of the notifier's jobs. */
export interface ReceivedMessage {
  readonly channel: NotificationRow['channel'];
  readonly id: string;
}

/** All that is known of one order once the evening is over. */
export interface OrderEvidence {
  readonly fulfilment: Fulfilment;
  readonly row: OrderRow;
  /** Oldest first. */
  readonly history: readonly HistoryRow[];
  readonly acknowledged: readonly Acknowledged[];
  /** The idempotency keys that the database holds for it. */
  readonly keys: readonly string[];
  /** In the log's order; null where no log outlives the evening. */
  readonly published: readonly PublishedEvent[] | null;
  readonly screens: readonly ScreenEvidence[];
  readonly notifications: readonly NotificationRow[];
  readonly received: readonly ReceivedMessage[];
}
