import { v7 as newId } from 'uuid';
import { encodeOrderEvent } from '#libs/messaging';
import { eventTypeOfChange, type OrderEvent, orderEventsSource } from '#libs/contracts';
import type { KitchenTimes } from '#libs/estimate';
import { madeOf } from '#libs/order-model';
import { displayNumberOf } from '../model/display-number.ts';
import type { BoardNoticeRow, TimerRow } from '../../../platform/index.ts';
import { estimateOf, timeOf } from '../model/estimate.ts';
import { type HashedRow, hashOf, newSalt, textDigest } from '../model/history-hash.ts';
import type { HistoryRow } from '../model/history-row.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';
import type { TextRow } from '../model/text-row.ts';
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
  /** What is to happen by itself, if the order stays as this change leaves it. */
  readonly timers: readonly TimerRow[];
  /** What boards are told beside the change. */
  readonly notices: readonly BoardNoticeRow[];
  readonly record: { readonly headers: Readonly<Record<string, string>>; readonly value: string };
}

type Identity = Pick<
  StoredOrder,
  | 'orderId'
  | 'restaurantId'
  | 'orderNumber'
  | 'displayNumber'
  | 'externalId'
  | 'fulfilment'
  | 'hasContact'
  | 'scheduledFor'
  | 'items'
>;

/** In which circumstances a change is written down. */
export interface Recording {
  /** Our clock, in ms. */
  readonly recordedAt: number;
  /** The request's. */
  readonly traceparent: string;
  /** How long such orders take, as far as that was learned. */
  readonly times: KitchenTimes;
}

/**
 * @param order before the change, which its history and hash do not have yet; one that is just placed is at
 * version 0
 */
export function changeRecord(
  order: StoredOrder,
  change: OrderChange,
  { recordedAt, traceparent, times }: Recording,
): ChangeRecord {
  const promise = promiseAfter(order, change, recordedAt, times);
  const entry = entryOf(change, promise, order.version + 1, recordedAt);
  const text = textOf(order, entry);
  const row = chained(rowOf(order, entry, text), order.headHash);
  const written = { stored: entry, row, workMinutes: change.workMinutes, amended: change.amended ?? null };
  const changed = advanced(order, written);
  return {
    ...written,
    text,
    timers: timersOf(changed),
    notices: noticesOf(order, changed),
    record: encodeOrderEvent(eventOf(changed, entry, row.eventId, traceparent, change.amended)),
  };
}

type Written = Pick<ChangeRecord, 'stored' | 'row' | 'workMinutes' | 'amended'>;

/** The order once the change is written. */
export function advanced(order: StoredOrder, { stored, row, workMinutes, amended }: Written): StoredOrder {
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
  { orderId, restaurantId }: Identity,
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
  { orderId, restaurantId }: Identity,
  { version, notes, internalNotes }: StoredChange,
): TextRow | null {
  if (notes === '' && internalNotes === '') return null;
  return { orderId, version, restaurantId, notes, internalNotes, salt: newSalt() };
}

function eventOf(
  order: Identity,
  entry: StoredChange,
  id: string,
  traceparent: string,
  amended: AmendedContent | undefined,
): OrderEvent {
  const data = {
    order_id: order.orderId,
    restaurant_id: order.restaurantId,
    order_number: order.orderNumber,
    display_number: displayNumberOf(order),
    external_id: order.externalId,
    fulfilment: order.fulfilment,
    version: entry.version,
    from: entry.fromStatus,
    status: entry.status,
    at: new Date(entry.occurredAt).toISOString(),
    role: entry.role,
    reason: entry.reason,
    notes: entry.notes,
    corrects: entry.corrects ?? null,
    estimate: estimateOf(entry),
    accept_by: timeOf(entry.acceptBy),
    scheduled_for: timeOf(order.scheduledFor),
    has_contact: order.hasContact,
    ...(entry.version === 1 && { pieces: madeOf(order.items).items_total }),
    ...(entry.minutes === null ? {} : { minutes: entry.minutes }),
    ...(amended && toldOf(amended)),
  };
  const time = new Date(entry.recordedAt).toISOString();
  return {
    id,
    type: eventTypeOfChange[entry.type],
    source: orderEventsSource,
    subject: order.orderId,
    time,
    traceparent,
    data,
  } as OrderEvent;
}

/** Nothing personal, and no more than screens need to show it. */
const toldOf = ({ amendment: { changed, items, payment }, content }: AmendedContent): object => ({
  changed,
  ...(payment && { payment }),
  ...(items && { items }),
  ...(content.items && madeOf(content.items)),
});
