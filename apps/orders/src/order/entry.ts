import { v7 as newId } from 'uuid';
import { encodeOrderEvent } from '#libs/messaging';
import type { OrderEvent, OrderEventType } from '#libs/contracts';
import { estimateOf } from './estimate.ts';
import { hashOf, newSalt, textDigest } from './history-hash.ts';
import type { OrderChange } from './order-change.ts';
import type { StoredEntry, StoredOrder } from './stored-order.ts';

/** A history row with its place in the chain, and the event that tells of it: what one change writes. */
export interface NewEntry {
  readonly entry: StoredEntry;
  readonly eventId: string;
  readonly text: { readonly salt: Buffer; readonly digest: Buffer } | null;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly workMinutes: number;
  readonly record: { readonly headers: Readonly<Record<string, string>>; readonly value: string };
}

type Identity = Pick<StoredOrder, 'orderId' | 'restaurantId' | 'orderNumber' | 'fulfilment'>;

/** @param head the version and hash that the entry follows on; @param recordedAt our clock, in ms; @param traceparent the request's */
export function newEntry(
  order: Identity,
  head: { readonly version: number; readonly hash: Buffer },
  change: OrderChange,
  recordedAt: number,
  traceparent: string,
): NewEntry {
  const entry = entryOf(change, head.version + 1, recordedAt);
  const eventId = newId();
  const text = textOf(entry);
  const hash = hashOf(
    {
      orderId: order.orderId,
      restaurantId: order.restaurantId,
      version: entry.version,
      eventId,
      type: entry.type,
      fromStatus: entry.fromStatus,
      status: entry.status,
      corrects: entry.corrects ?? null,
      minutes: entry.minutes,
      reason: entry.reason,
      role: entry.role,
      actorId: entry.actorId,
      occurredAt: entry.occurredAt,
      recordedAt,
      readyFrom: entry.readyFrom,
      readyTo: entry.readyTo,
      textDigest: text?.digest ?? null,
    },
    head.hash,
  );
  const { workMinutes } = change;
  return {
    entry,
    eventId,
    text,
    previousHash: head.hash,
    hash,
    workMinutes,
    record: encodeOrderEvent(eventOf(order, entry, eventId, traceparent)),
  };
}

function entryOf(change: OrderChange, version: number, recordedAt: number): StoredEntry {
  return {
    version,
    type: change.type,
    fromStatus: change.fromStatus,
    status: change.status,
    corrects: change.corrects,
    minutes: change.minutes ?? null,
    reason: change.reason ?? null,
    role: change.actor.role,
    actorId: change.actor.id,
    actorName: change.actor.name,
    occurredAt: change.occurredAt,
    recordedAt,
    readyFrom: change.window?.from ?? null,
    readyTo: change.window?.to ?? null,
    notes: change.notes ?? '',
    internalNotes: change.internalNotes ?? '',
  };
}

function textOf({ notes, internalNotes }: StoredEntry): NewEntry['text'] {
  if (notes === '' && internalNotes === '') return null;
  const salt = newSalt();
  return { salt, digest: textDigest(salt, notes, internalNotes) };
}

const eventType = {
  placed: 'passline.order.placed.v1',
  status_changed: 'passline.order.status_changed.v1',
  recalled: 'passline.order.recalled.v1',
  delayed: 'passline.order.delayed.v1',
} as const satisfies Record<StoredEntry['type'], OrderEventType>;

function eventOf(order: Identity, entry: StoredEntry, id: string, traceparent: string): OrderEvent {
  const data = {
    order_id: order.orderId,
    restaurant_id: order.restaurantId,
    order_number: order.orderNumber,
    fulfilment: order.fulfilment,
    version: entry.version,
    from: entry.fromStatus,
    status: entry.status,
    at: new Date(entry.occurredAt).toISOString(),
    role: entry.role,
    reason: entry.reason,
    notes: entry.notes,
    corrects: entry.corrects ?? null,
    estimate: estimateOf(entry.readyFrom, entry.readyTo),
    ...(entry.minutes === null ? {} : { minutes: entry.minutes }),
  };
  const time = new Date(entry.recordedAt).toISOString();
  return {
    id,
    type: eventType[entry.type],
    source: '/passline/orders',
    subject: order.orderId,
    time,
    traceparent,
    data,
  } as OrderEvent;
}
