import { Inject, Injectable } from '@nestjs/common';
import { violates } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import {
  type Clock,
  CLOCK,
  Database,
  forgetExpiredKey,
  isKeyTaken,
  type KeyRecord,
  type NewKey,
  storedKey,
} from '../../../platform/index.ts';
import { externalIdTaken, judgeRepeat, orderNotFound } from '../model/order-problems.ts';
import { openExternalIds } from '../model/order-row.ts';
import { asOf, type StoredOrder } from '../model/stored-order.ts';
import { findSuccessor } from '../reading/external-ids.ts';
import { OrderAccess } from '../reading/order-access.ts';
import { readOrder } from '../reading/order-reader.ts';
import { audienceOf, snapshotOf } from '../reading/snapshot.ts';
import type { ChangeOutcome, ChangeRequest } from './change-request.ts';
import { ChangeWriter } from './change-writer.ts';
import type { ChangeRule, OrderChange } from './order-change.ts';
import { saveKey } from './order-writer.ts';
import { RecentOrders } from './recent-orders.ts';

/** A request with the restaurant in which it is judged and written, and its key as it is stored. */
interface PendingChange extends Omit<ChangeRequest, 'key' | 'body'> {
  readonly restaurantId: string;
  readonly key: NewKey | undefined;
  readonly rule: ChangeRule;
}

/** An order, and what the caller's key did before; both unproved where the order is only remembered. */
interface KnownOrder {
  readonly order: StoredOrder;
  readonly keyRecord: KeyRecord | null;
  readonly isGuess: boolean;
}

/** How often a change that lost to another one is decided again before the caller is asked to come back. */
const attempts = 20;

/**
 * The way of every change: decide on the order as it is known, and write only if it still has that version.
 * Nothing is locked while deciding; whoever loses a race reads the order and decides again on what the
 * winner made.
 *
 * An order that this process has just changed is not read at first. What the rules say of it is a guess, and
 * counts only where it leads to a write, which goes through only if the version is still that one and the key
 * is new. Every other end, a refusal above all, is decided on a fresh read.
 */
@Injectable()
export class OrderChanges {
  constructor(
    private readonly database: Database,
    private readonly access: OrderAccess,
    private readonly recent: RecentOrders,
    private readonly writer: ChangeWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError for every refusal of the contract's table */
  async apply({ body, key, ...request }: ChangeRequest, rule: ChangeRule): Promise<ChangeOutcome> {
    const restaurantId = await this.access.restaurantFor(request.caller, request.orderId);
    const pending = { ...request, restaurantId, rule, key: key && storedKey(key, body) };
    let known = this.#remembered(pending) ?? (await this.#read(pending));
    for (let attempt = 0; attempt <= attempts; attempt += 1) {
      const outcome = await this.#decide(known, pending);
      if (outcome !== null) return outcome;
      known = await this.#read(pending);
    }
    throw changedByMany();
  }

  #remembered({ restaurantId, orderId, rule }: PendingChange): KnownOrder | null {
    if (rule.needsFreshRead === true) return null;
    const order = this.recent.find(restaurantId, orderId);
    // Written within the caller's restaurant, whatever is remembered: another's order is not there to be
    // changed.
    return order === undefined ? null : { order: { ...order, restaurantId }, keyRecord: null, isGuess: true };
  }

  /** The order and the key's record, as they were at one moment. @throws ProblemError 404 */
  async #read({ restaurantId, orderId, key }: PendingChange): Promise<KnownOrder> {
    const found = await readOrder(this.database, restaurantId, orderId, key);
    if (found === null) throw orderNotFound();
    return { ...found, isGuess: false };
  }

  /** @returns null where it is to be decided anew: another change was first, or a guess led to no write */
  async #decide(known: KnownOrder, pending: PendingChange): Promise<ChangeOutcome | null> {
    const { order, keyRecord, isGuess } = known;
    if (keyRecord !== null) return replay(order, keyRecord, pending.key);
    const now = this.clock();
    const change = judge(known, pending, now);
    if (change !== null) return this.#save(order, change, pending, now);
    return isGuess ? null : this.#leave(order, pending.key, now);
  }

  async #save(
    order: StoredOrder,
    change: OrderChange,
    { key, traceparent }: PendingChange,
    now: number,
  ): Promise<ChangeOutcome | null> {
    const changed = await this.writer
      .write(order, change, { key, recordedAt: now, traceparent })
      .catch((error: unknown) => this.#lost(order, key, error));
    if (changed === null) {
      this.recent.forget(order);
      return null;
    }
    this.recent.keep(changed);
    return { order: changed, result: 'applied', replayed: false };
  }

  /** The order is so already: only the key is written down. */
  async #leave(order: StoredOrder, key: NewKey | undefined, now: number): Promise<ChangeOutcome | null> {
    if (key !== undefined && !(await saveKey(this.database, order, key, now))) {
      await forgetExpiredKey(this.database, key);
      return null;
    }
    return { order, result: 'already_applied', replayed: false };
  }

  /**
   * The key's place was taken between our look and our write: by a twin, whose answer the next look finds, or
   * by one that has outlived its day. An order that is taken back from its end may find its external_id in
   * use.
   */
  async #lost(order: StoredOrder, key: NewKey | undefined, error: unknown): Promise<null> {
    if (violates(error, openExternalIds))
      throw externalIdTaken(null, (await findSuccessor(this.database, order)) ?? undefined);
    if (key === undefined || !isKeyTaken(error)) throw error;
    await forgetExpiredKey(this.database, key);
    return null;
  }
}

/** The rules' word. On a guess a refusal counts for nothing: it comes again on the fresh read if it holds. */
function judge({ order, isGuess }: KnownOrder, pending: PendingChange, now: number): OrderChange | null {
  try {
    judgeVersion(order, pending);
    return pending.rule.decide(order, pending.caller, now);
  } catch (refusal) {
    if (isGuess) return null;
    throw refusal;
  }
}

/** @throws ProblemError 412 where the caller has seen another version */
function judgeVersion(order: StoredOrder, { expectedVersion, caller }: PendingChange): void {
  if (expectedVersion === undefined || expectedVersion === order.version) return;
  throw new ProblemError(
    'version_mismatch',
    `The order is at version ${String(order.version)}; look at it and decide again.`,
    { snapshot: snapshotOf(order, audienceOf(caller)) },
  );
}

/** @throws ProblemError 422 where the key came with another body */
function replay(order: StoredOrder, record: KeyRecord, key: NewKey | undefined): ChangeOutcome {
  judgeRepeat(record, key);
  return {
    order: asOf(order, record.version),
    result: record.result === 'applied' ? 'applied' : 'already_applied',
    replayed: true,
  };
}

const changedByMany = (): ProblemError =>
  new ProblemError('request_in_progress', 'This order is being changed by many at once; try again.', {}, 1);
