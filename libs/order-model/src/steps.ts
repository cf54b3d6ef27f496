import type { HistoryRecord, Step } from '#libs/contracts';
import { isFinal } from './final-statuses.ts';
import { standingChanges } from './standing-changes.ts';

type Labelled = Pick<Step, 'status' | 'label'>;

interface Journey {
  /** The way that the order takes when all goes well, as it is to be shown. */
  readonly path: readonly Labelled[];
  /** Where the order is. */
  readonly current: Labelled;
  /** Complete and oldest first. */
  readonly history: readonly HistoryRecord[];
}

/**
 * The order's way as steps to show. Steps behind it are `done`, or `skipped` if it never entered them;
 * the last one, once reached, is done, not current; `completed` is the last one where the way ends before it.
 * A status off the path (`cancelled`, `rejected`, `delivery_failed`) stands
 * as `current` after the last step reached; what would have come after it is `skipped` where the order has
 * ended, `upcoming` where it may still go on. Each step that was reached, and not taken back since, has its
 * time.
 */
export function stepsAlong({ path, current, history }: Journey): Step[] {
  const reachedAt = new Map(standingChanges(history).map(({ status, timestamp }) => [status, timestamp]));
  const inState = (state: Step['state'], { status, label }: Labelled): Step => ({
    status,
    label,
    state,
    at: reachedAt.get(status) ?? null,
  });
  const isReached = ({ status }: Labelled): boolean => reachedAt.has(status);
  const { status } = current;
  const last = path.length - 1;
  const found = path.findIndex((step) => step.status === status);
  const place = found < 0 && status === 'completed' ? last : found;
  const behind = place < 0 ? path.findLastIndex(isReached) + 1 : place;
  const ahead = place < 0 ? behind : place + 1;
  return [
    ...path.slice(0, behind).map((step) => inState(isReached(step) ? 'done' : 'skipped', step)),
    inState(place === last ? 'done' : 'current', path[place] ?? current),
    ...path.slice(ahead).map((step) => inState(isFinal(status) ? 'skipped' : 'upcoming', step)),
  ];
}
