import { v7 as newId } from 'uuid';
import { type Policies, usualPolicies } from '#libs/contracts';
import { minute } from '#libs/estimate';
import { automaticMoves, ChangeType, type Deadline } from '#libs/status-machine';
import { lastMove, nextAttention, promisedUntil, statusSince } from '../model/attention.ts';
import { TimerKind, type TimerRow } from '../../../platform/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import { standingPromise } from './promise.ts';
import { afterRecall, releaseAt } from './schedule.ts';

/**
 * What will happen to an order by itself if nobody touches it: where the machine says what may, when by the
 * restaurant's policies. All of it is void as soon as the order has another version, whose timers are written
 * anew.
 * @param order as it is once the change is written
 */
export function timersOf(order: StoredOrder): readonly TimerRow[] {
  const { orderId, restaurantId, version } = order;
  return dueTimes(order).map(({ kind, dueAt }) => ({
    timerId: newId(),
    restaurantId,
    orderId,
    version,
    kind,
    dueAt,
  }));
}

type Due = Pick<TimerRow, 'kind' | 'dueAt'>;

function dueTimes(order: StoredOrder): readonly Due[] {
  const at = (kind: TimerKind, dueAt: number | null): readonly Due[] =>
    dueAt === null ? [] : [{ kind, dueAt }];
  const known = order.history.at(-1)?.recordedAt ?? 0;
  return [
    ...automaticMoves(order.fulfilment, order.status).flatMap(({ deadline }) =>
      at(deadline, deadlines[deadline](order)),
    ),
    ...at(TimerKind.Tell, tellAt(order)),
    // What has begun by now is told with the change itself.
    ...at(TimerKind.Attention, nextAttention(order, known)),
  ];
}

/** When a deadline passes, in ms; null where the restaurant keeps none. */
const deadlines: Readonly<Record<Deadline, (order: StoredOrder) => number | null>> = {
  release: (order) => {
    const { ready } = standingPromise(order);
    return ready && Math.max(earliest(order), releaseAt(ready.to, order.workMinutes));
  },
  accept: ({ history }) => history.at(-1)?.acceptBy ?? null,
  confirm: (order) => later(order, policiesOf(order).confirm_after_seconds, minute / 60),
  close: (order) => later(order, policiesOf(order).close_after_minutes, minute),
};

const policiesOf = ({ restaurant }: StoredOrder): Policies => ({ ...usualPolicies, ...restaurant.policies });

const later = (order: StoredOrder, amount: number | null, unit: number): number | null =>
  amount === null ? null : Math.max(earliest(order), statusSince(order) + amount * unit);

/** What somebody has taken back does not happen again in the same moment. */
function earliest({ history }: StoredOrder): number {
  const moved = lastMove(history);
  return moved?.type === ChangeType.Recalled ? moved.recordedAt + afterRecall : 0;
}

/**
 * When the customer is told that it takes longer, in ms. Whoever touches a late order has reacted, and is
 * given as long again.
 */
function tellAt(order: StoredOrder): number | null {
  const minutes = policiesOf(order).tell_after_minutes;
  const promised = promisedUntil(order);
  if (minutes === null || promised === null) return null;
  const newest = order.history.at(-1);
  const reacted = newest === undefined || newest.type === ChangeType.Placed ? 0 : newest.recordedAt;
  return Math.max(promised, reacted) + minutes * minute;
}
