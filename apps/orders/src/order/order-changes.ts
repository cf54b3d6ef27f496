import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { storedKey, type RequestKey } from '../idempotency/request-key.ts';
import { OutboxSignal } from '../outbox/outbox-signal.ts';
import { CLOCK, type Clock } from './clock.ts';
import { newEntry, type NewEntry } from './entry.ts';
import { OrderAccess } from './order-access.ts';
import type { OrderChange } from './order-change.ts';
import { judgeRepeat, orderNotFound } from './order-problems.ts';
import { type KeyPlace, type KeyRecord, readOrder } from './order-reader.ts';
import { forgetExpiredKey, isKeyTaken, type NewKey, saveChange, saveKey } from './order-writer.ts';
import { RecentOrders } from './recent-orders.ts';
import { snapshotOf } from './snapshot.ts';
import { asOf, type StoredOrder } from './stored-order.ts';

/** A request to change one order. `body` is what a repeat with the same key must bring again. */
export interface ChangeRequest {
  readonly caller: Account;
  readonly orderId: string;
  readonly expectedVersion?: number | undefined;
  readonly key?: RequestKey | undefined;
  readonly body: unknown;
  readonly traceparent: string;
}

export interface ChangeOutcome {
  /** The order as of the version that the request made, or found. */
  readonly order: StoredOrder;
  readonly result: 'applied' | 'already_applied';
  /** True where this answers a repeat. */
  readonly replayed: boolean;
}

/** The rules' word on an order as it stands: what to write, or null where it is so already. Throws ProblemError to refuse. */
export type Decide = (order: StoredOrder, now: number) => OrderChange | null;

/** How often a change that lost to another one is decided again before the caller is asked to come back. */
const attempts = 20;

/**
 * The way of every change: look the key up and read the order at one moment, let the rules decide, write only if the order is still the one that
 * was read. Nothing is locked while deciding; whoever loses a race decides again on what the winner made.
 *
 * An order that this process has just written is not read again at first: the rules decide on what is remembered, and the write goes through only
 * if the version is still that one and the key is new. Every other end, a refusal above all, is decided on a fresh read.
 */
@Injectable()
export class OrderChanges {
  constructor(
    private readonly database: Database,
    private readonly access: OrderAccess,
    private readonly signal: OutboxSignal,
    private readonly recent: RecentOrders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError for every refusal of the contract's table */
  async apply(request: ChangeRequest, decide: Decide): Promise<ChangeOutcome> {
    const restaurantId = await this.access.restaurantFor(request.caller, request.orderId);
    const guessed = await this.#guess(restaurantId, request, keyOf(request), decide);
    return guessed ?? this.#decideOnRead(restaurantId, request, decide);
  }

  /** As `apply`, for what is rare and judged by the history's times: always on a fresh read. @throws ProblemError likewise */
  async applyToRead(request: ChangeRequest, decide: Decide): Promise<ChangeOutcome> {
    return this.#decideOnRead(
      await this.access.restaurantFor(request.caller, request.orderId),
      request,
      decide,
    );
  }

  async #decideOnRead(restaurantId: string, request: ChangeRequest, decide: Decide): Promise<ChangeOutcome> {
    const key = keyOf(request);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await this.#attempt(restaurantId, request, key, decide);
      if (outcome !== null) return outcome;
    }
    throw new ProblemError(
      'request_in_progress',
      'This order is being changed by many at once; try again.',
      {},
      1,
    );
  }

  /** @returns null where the order is not remembered, or what is remembered does not lead to a write */
  async #guess(
    restaurantId: string,
    request: ChangeRequest,
    key: NewKey | undefined,
    decide: Decide,
  ): Promise<ChangeOutcome | null> {
    const remembered = this.recent.find(restaurantId, request.orderId);
    if (remembered === undefined) return null;
    // Written within the caller's walls, whatever is remembered: another restaurant's order is not there to be changed.
    const order = { ...remembered, restaurantId };
    if (request.expectedVersion !== undefined && request.expectedVersion !== order.version) return null;
    const now = this.clock();
    const change = decided(() => decide(order, now));
    if (change === null) return null;
    const outcome = await this.#save(order, this.#entry(order, change, now, request), key);
    if (outcome === null) this.recent.forget(order);
    return outcome;
  }

  #entry(order: StoredOrder, change: OrderChange, now: number, { traceparent }: ChangeRequest): NewEntry {
    return newEntry(order, { version: order.version, hash: order.headHash }, change, now, traceparent);
  }

  async #attempt(
    restaurantId: string,
    request: ChangeRequest,
    key: NewKey | undefined,
    decide: Decide,
  ): Promise<ChangeOutcome | null> {
    const found = await readOrder(this.database, restaurantId, request.orderId, key);
    if (found === null) throw orderNotFound();
    const { order, keyRecord } = found;
    if (keyRecord !== null) return replay(order, keyRecord, key);
    judgeVersion(order, request);
    const now = this.clock();
    const change = decide(order, now);
    if (change === null) return this.#leave(order, key, now);
    return this.#save(order, this.#entry(order, change, now, request), key);
  }

  async #leave(order: StoredOrder, key: NewKey | undefined, now: number): Promise<ChangeOutcome | null> {
    if (key !== undefined && !(await saveKey(this.database, order, key, now))) return this.#placeTaken(key);
    return { order, result: 'already_applied', replayed: false };
  }

  async #save(order: StoredOrder, next: NewEntry, key: NewKey | undefined): Promise<ChangeOutcome | null> {
    const saved = await saveChange(this.database, order, next, key).catch((error: unknown) =>
      this.#lostKey(key, error),
    );
    if (!saved) return null;
    this.signal.committed({
      ...next.entry,
      orderId: order.orderId,
      traceparent: next.record.headers['traceparent'],
    });
    const changed = advanced(order, next);
    this.recent.keep(changed);
    return { order: changed, result: 'applied', replayed: false };
  }

  /** The key's place was taken between our look and our write: by a twin, whose answer the next attempt finds, or by one that has outlived its day. */
  async #lostKey(key: KeyPlace | undefined, error: unknown): Promise<false> {
    if (key === undefined || !isKeyTaken(error)) throw error;
    await this.#placeTaken(key);
    return false;
  }

  async #placeTaken(key: KeyPlace): Promise<null> {
    await forgetExpiredKey(this.database, key);
    return null;
  }
}

const keyOf = ({ key, body }: ChangeRequest): NewKey | undefined => key && storedKey(key, body);

/** What the rules say of a remembered order; a refusal is no more than a reason to look anew. */
function decided(rules: () => OrderChange | null): OrderChange | null {
  try {
    return rules();
  } catch (error) {
    // Whatever it is, it is thrown again on the fresh read if it still holds.
    if (error instanceof Error) return null;
    throw error;
  }
}

function replay(order: StoredOrder, record: KeyRecord, key: NewKey | undefined): ChangeOutcome {
  judgeRepeat(record, key);
  return {
    order: asOf(order, record.version),
    result: record.result === 'applied' ? 'applied' : 'already_applied',
    replayed: true,
  };
}

function judgeVersion(order: StoredOrder, { expectedVersion, caller }: ChangeRequest): void {
  if (expectedVersion === undefined || expectedVersion === order.version) return;
  const snapshot = snapshotOf(order, audienceOf(caller));
  throw new ProblemError(
    'version_mismatch',
    `The order is at version ${String(order.version)}; look at it and decide again.`,
    { snapshot },
  );
}

/** Who is shown what: customers see the customer's side, everyone else of the restaurant the staff's. */
export function audienceOf(caller: Account): Parameters<typeof snapshotOf>[1] {
  return caller.kind === 'customer' ? { kind: 'customer' } : { kind: 'staff', role: caller.role };
}

function advanced(order: StoredOrder, { entry, hash, workMinutes }: NewEntry): StoredOrder {
  return {
    ...order,
    version: entry.version,
    status: entry.status,
    headHash: hash,
    workMinutes,
    history: [...order.history, entry],
  };
}
