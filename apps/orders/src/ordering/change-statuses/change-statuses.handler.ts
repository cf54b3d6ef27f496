import { Inject, Injectable } from '@nestjs/common';
import {
  type Account,
  type BatchItem,
  batchItemSchema,
  type BatchResult,
  type BatchUpdate,
  type BatchVerdict,
  previousBody,
  type Problem,
  withoutBlanks,
} from '#libs/contracts';
import { isDatabaseUnavailable } from '#libs/postgres';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { ChangeType } from '#libs/status-machine';
import { type Clock, CLOCK } from '../../platform/index.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import type { ChangeRule, OrderChange } from '../order/writing/order-change.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { audienceOf, snapshotOf } from '../order/reading/snapshot.ts';
import { StatusMove } from '../order/writing/status-move.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';
import { byOurClock } from './senders-clock.ts';

/**
 * Thrown for an item that tells of a time before a later change, while nothing says that its sender knew of
 * that change.
 */
class SupersededError extends Error {
  override readonly name = 'SupersededError';

  constructor(readonly order: StoredOrder) {
    super('a later status change stands');
  }
}

/** One item as it came and as it was read, with the move that it asks for. */
interface MeantItem {
  readonly sent: unknown;
  readonly item: BatchItem;
  readonly move: StatusMove;
}

/** Or why it asks for none. */
type ReadItem = MeantItem | { readonly orderId: string | null; readonly invalid: ProblemError };

/**
 * Moves many orders in the order given, each as a write of its own: what a tablet kept while it had no
 * network.
 */
@Injectable()
export class ChangeStatusesHandler {
  constructor(
    private readonly changes: OrderChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle({ updates, sent_at }: BatchUpdate, headers: ChangeHeaders): Promise<BatchResult> {
    const offset = sent_at === undefined ? 0 : Date.parse(sent_at) - this.clock();
    const results: BatchVerdict[] = [];
    for (const [index, sent] of updates.entries()) {
      const read = readItem(sent, index, offset);
      results.push(
        'invalid' in read
          ? { order_id: read.orderId, result: 'invalid', problem: problemIn(read.invalid, headers) }
          : await this.#verdict(read, headers).catch((error: unknown) => brokenOff(error, index)),
      );
    }
    return { results };
  }

  async #verdict({ item, move, sent }: MeantItem, headers: ChangeHeaders): Promise<BatchVerdict> {
    const { caller, traceparent } = headers;
    const { order_id: orderId, expected_version: expectedVersion, idempotency_key: key } = item;
    const request = {
      caller,
      orderId,
      expectedVersion,
      key: {
        scope: [caller.id, orderId],
        key,
        previousBody: () => previousBody('batch-item', sent),
      },
      body: item,
      traceparent,
    };
    try {
      const { order, result } = await this.changes.apply(request, new LateMove(move, expectedVersion));
      return { order_id: orderId, result, snapshot: snapshotOf(order, audienceOf(caller)) };
    } catch (error) {
      return refusal(orderId, error, headers);
    }
  }
}

function readItem(sent: unknown, index: number, offset: number): ReadItem {
  try {
    const { data: item, error } = batchItemSchema.safeParse(withoutBlanks(batchItemSchema, sent));
    if (error) throw invalidRequest(error.issues.map((issue) => ({ ...issue, path: at(index, issue.path) })));
    return { item, move: new StatusMove(byOurClock(item, offset), at(index)), sent };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { orderId: orderIdIn(sent), invalid: error };
  }
}

const at = (index: number, path: readonly PropertyKey[] = []): (string | number)[] => [
  'updates',
  index,
  ...path.map(String),
];

function orderIdIn(sent: unknown): string | null {
  const given = typeof sent === 'object' && sent !== null && 'order_id' in sent ? sent.order_id : null;
  return typeof given === 'string' ? given.slice(0, 64) : null;
}

const problemIn = (error: ProblemError, { traceparent }: ChangeHeaders): Problem =>
  error.toProblem(traceparent.split('-')[1] ?? '');

/** A move that may come long after it was made. */
class LateMove implements ChangeRule {
  constructor(
    private readonly move: StatusMove,
    private readonly expectedVersion: number | undefined,
  ) {}

  /** @throws SupersededError beside what a move throws */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange | null {
    if (this.move.isDone(order, caller)) return null;
    if (this.expectedVersion === undefined && isSuperseded(order, this.move))
      throw new SupersededError(order);
    return this.move.decide(order, caller, now);
  }
}

function isSuperseded({ history }: StoredOrder, { occurredAt }: StatusMove): boolean {
  if (occurredAt === undefined) return false;
  return history.some(
    (entry) =>
      (entry.type === ChangeType.StatusChanged || entry.type === ChangeType.Recalled) &&
      entry.occurredAt > occurredAt,
  );
}

/** Ends a call half-way: those before stand, and a repeat finds them by their keys. */
function brokenOff(error: unknown, done: number): never {
  if (done === 0 || !isDatabaseUnavailable(error)) throw error;
  throw new ProblemError(
    'unavailable',
    `The database was lost after ${String(done)} of the updates. Send the call again as it was: what is done stays done.`,
    {},
    1,
  );
}

/**
 * What is a verdict on one item; anything else ends the call, which can be repeated as it was, thanks to the
 * items' keys.
 */
function refusal(orderId: string, error: unknown, headers: ChangeHeaders): BatchVerdict {
  const { caller } = headers;
  if (error instanceof SupersededError)
    return { order_id: orderId, result: 'superseded', snapshot: snapshotOf(error.order, audienceOf(caller)) };
  if (!(error instanceof ProblemError) || error.status >= 500) throw error;
  const problem = problemIn(error, headers);
  if (error.code !== 'version_mismatch') return { order_id: orderId, result: 'refused', problem };
  return {
    order_id: orderId,
    result: 'conflict',
    problem,
    ...(problem.snapshot && { snapshot: problem.snapshot }),
  };
}
