import { v7 as newId } from 'uuid';
import { Status } from '#libs/status-machine';
import { encodeOrderEvent } from '#libs/messaging';
import type { KitchenTimes } from '#libs/estimate';
import type { BoardNoticeRow, TimerRow } from '../../../platform/index.ts';
import { isInHand } from '../../../restaurants/index.ts';
import { type HashedRow, hashOf, newSalt, textDigest } from '../model/history-hash.ts';
import type { HistoryRow } from '../model/history-row.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';
import type { TextRow } from '../model/text-row.ts';
import { changeEvent } from './change-event.ts';
import { noticesOf } from './notices-of.ts';
import type { AmendedContent, OrderChange } from './order-change.ts';
import { type OrderPromise, promiseAfter } from './promise.ts';
import { timersOf } from './timers-of.ts';

/** A history row with its place in the chain, and the event that tells of it: what one change writes. */
export interface ChangeRecord {
  readonly stored: StoredChange;
  readonly row: HistoryRow;
  readonly text: TextRow | null;
  readonly workMinutes: number;
  readonly amended: AmendedContent | null;
  /** The order once the change is written. */
  readonly changed: StoredOrder;
  /** What is to happen by itself, if the order stays as this change leaves it. */
  readonly timers: readonly TimerRow[];
  /** What boards are told beside the change. */
  readonly notices: readonly BoardNoticeRow[];
  readonly record: { readonly headers: Readonly<Record<string, string>>; readonly value: string };
}

/** In which circumstances a change is written down. */
export interface Recording {
  /** Our clock, in ms. */
  readonly recordedAt: number;
  /** The request's. */
  readonly traceparent: string;
  /** How long such orders take, as far as that was learned. */
  readonly times: KitchenTimes;
  /** Pieces that the cooks have in hand beside the order's; null where nobody has counted them. */
  readonly piecesAhead: number | null;
}

/**
 * @param found the order before the change, which its history and hash do not have yet; one that is just
 * placed is at version 0
 */
export function changeRecord(
  found: StoredOrder,
  change: OrderChange,
  { recordedAt, traceparent, times, piecesAhead }: Recording,
): ChangeRecord {
  const order = isAcceptedBy(found, change) ? { ...found, piecesAhead } : found;
  const promise = promiseAfter(order, change, recordedAt, times);
  const entry = entryOf(change, promise, order.version + 1, recordedAt);
  const text = textOf(order, entry);
  const row = chained(rowOf(order, entry, text), order.headHash);
  const written = { stored: entry, row, workMinutes: change.workMinutes, amended: change.amended ?? null };
  const changed = advanced(order, written);
  return {
    ...written,
    text,
    changed,
    timers: timersOf(changed),
    notices: noticesOf(order, changed),
    record: encodeOrderEvent(changeEvent(changed, entry, row.eventId, traceparent, change.amended)),
  };
}

/** Only then cooks take it in hand, behind what they have. */
const isAcceptedBy = ({ status: before }: StoredOrder, { status }: OrderChange): boolean =>
  isInHand(status) && (before === Status.Pending || before === Status.Scheduled);

type Written = Pick<ChangeRecord, 'stored' | 'row' | 'workMinutes' | 'amended'>;

function advanced(order: StoredOrder, { stored, row, workMinutes, amended }: Written): StoredOrder {
  return {
    ...order,
    version: stored.version,
    status: stored.status,
    headHash: row.hash,
    workMinutes,
    ...amended?.content,
    hasContact: order.hasContact || (amended !== null && amended.contact !== null),
    history: [...order.history, stored],
  };
}

const rowOf = (
  { orderId, restaurantId }: StoredOrder,
  entry: StoredChange,
  text: TextRow | null,
): HashedRow => ({
  ...entry,
  corrects: entry.corrects ?? null,
  orderId,
  restaurantId,
  eventId: newId(),
  textDigest: text && textDigest(text.salt, text.notes, text.internalNotes),
});

const chained = (row: HashedRow, previousHash: Buffer): HistoryRow => ({
  ...row,
  previousHash,
  hash: hashOf(row, previousHash),
});

function entryOf(
  change: OrderChange,
  { ready, arrival, basis, acceptBy }: OrderPromise,
  version: number,
  recordedAt: number,
): StoredChange {
  return {
    version,
    type: change.type,
    fromStatus: change.fromStatus,
    status: change.status,
    corrects: change.corrects,
    minutes: change.minutes ?? null,
    reason: change.reason ?? null,
    amendment: change.amended?.amendment ?? null,
    role: change.actor.role,
    actorId: change.actor.id,
    actorName: change.actor.name,
    occurredAt: change.occurredAt,
    recordedAt,
    readyFrom: ready?.from ?? null,
    readyTo: ready?.to ?? null,
    arrivesFrom: arrival?.from ?? null,
    arrivesTo: arrival?.to ?? null,
    basis,
    acceptBy,
    notes: change.notes ?? '',
    internalNotes: change.internalNotes ?? '',
  };
}

function textOf(
  { orderId, restaurantId }: StoredOrder,
  { version, notes, internalNotes }: StoredChange,
): TextRow | null {
  if (notes === '' && internalNotes === '') return null;
  return { orderId, version, restaurantId, notes, internalNotes, salt: newSalt() };
}
