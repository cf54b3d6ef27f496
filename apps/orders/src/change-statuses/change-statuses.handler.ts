import { Injectable } from '@nestjs/common';
import type { BatchItem, BatchResult, BatchVerdict } from '#libs/contracts';
import { isDatabaseUnavailable, ProblemError } from '#libs/service-kit';
import type { ChangeHeaders } from '../order/change-context.decorator.ts';
import { audienceOf, OrderChanges } from '../order/order-changes.ts';
import type { OrderChange } from '../order/order-change.ts';
import { snapshotOf } from '../order/snapshot.ts';
import { isAlready, moveOrder, type StatusMove, statusMove } from '../order/status-move.ts';
import type { StoredOrder } from '../order/stored-order.ts';

/** Thrown for an item that tells of a time before a later change, while nothing says that its sender knew of that change. */
class SupersededError extends Error {
  override readonly name = 'SupersededError';

  constructor(readonly order: StoredOrder) {
    super('a later status change stands');
  }
}

/** Moves many orders in the order given, each as a write of its own: what a tablet kept while it had no network. */
@Injectable()
export class ChangeStatusesHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 400 where any item is malformed, before anything is changed */
  async handle(updates: readonly BatchItem[], headers: ChangeHeaders): Promise<BatchResult> {
    const moves = updates.map((item, index) => statusMove(item, ['updates', index]));
    const results: BatchVerdict[] = [];
    for (const [index, move] of moves.entries()) {
      const item = updates[index];
      if (item !== undefined)
        results.push(
          await this.#verdict(item, move, headers).catch((error: unknown) => brokenOff(error, index)),
        );
    }
    return { results };
  }

  async #verdict(item: BatchItem, move: StatusMove, headers: ChangeHeaders): Promise<BatchVerdict> {
    const { caller, traceparent } = headers;
    const { order_id: orderId, expected_version: expectedVersion, idempotency_key: key } = item;
    const request = {
      caller,
      orderId,
      expectedVersion,
      key: { scope: [caller.id, orderId], key },
      body: item,
      traceparent,
    };
    try {
      const { order, result } = await this.changes.apply(request, (found, now) =>
        decide(found, item, move, headers, now),
      );
      return { order_id: orderId, result, snapshot: snapshotOf(order, audienceOf(caller)) };
    } catch (error) {
      return refusal(orderId, error, headers);
    }
  }
}

function decide(
  order: StoredOrder,
  item: BatchItem,
  move: StatusMove,
  { caller }: ChangeHeaders,
  now: number,
): OrderChange | null {
  if (isAlready(order, move, caller)) return null;
  if (item.expected_version === undefined && isSuperseded(order, move)) throw new SupersededError(order);
  return moveOrder(order, move, caller, now);
}

function isSuperseded({ history }: StoredOrder, { occurredAt }: StatusMove): boolean {
  if (occurredAt === undefined) return false;
  return history.some(
    (entry) =>
      (entry.type === 'status_changed' || entry.type === 'recalled') && entry.occurredAt > occurredAt,
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

/** What is a verdict on one item; anything else ends the call, which can be repeated as it was, thanks to the items' keys. */
function refusal(orderId: string, error: unknown, { caller, traceparent }: ChangeHeaders): BatchVerdict {
  if (error instanceof SupersededError)
    return { order_id: orderId, result: 'superseded', snapshot: snapshotOf(error.order, audienceOf(caller)) };
  if (!(error instanceof ProblemError) || error.status >= 500) throw error;
  const problem = error.toProblem(traceparent.split('-')[1] ?? '');
  if (error.code !== 'version_mismatch') return { order_id: orderId, result: 'refused', problem };
  return {
    order_id: orderId,
    result: 'conflict',
    problem,
    ...(problem.snapshot && { snapshot: problem.snapshot }),
  };
}
