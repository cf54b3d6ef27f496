import type { HistoryEntry, Snapshot, Step } from '#libs/contracts';

type Status = Snapshot['status'];

/** Statuses that stand beside an order's way instead of on it. */
const besideTheWay: readonly Status[] = ['cancelled', 'rejected', 'delivery_failed'];
/** Statuses that an order leaves only by a recall. */
const finalStatuses: readonly Status[] = ['completed', 'cancelled', 'rejected'];

export const isFinal = (status: Status): boolean => finalStatuses.includes(status);

/** The placing and the status changes that no recall has taken back, oldest first. */
export function standingChanges(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const corrected = new Set(history.map((entry) => entry.corrects));
  return history.filter(
    ({ type, version }) => (type === 'placed' || type === 'status_changed') && !corrected.has(version),
  );
}

type Journey = Pick<Snapshot, 'steps' | 'status_history' | 'status' | 'status_info'>;

/**
 * The steps of an order after its history grew, by the rule that the server draws them with: what lies behind is done, or skipped
 * where it was never entered; a status beside the way stands after the last step reached.
 * @param journey `steps` as known so far (they name the way), everything else as of now
 */
export function stepsOf(journey: Journey): Step[] {
  const way = journey.steps.filter(({ status }) => !besideTheWay.includes(status));
  const reachedAt = new Map(
    standingChanges(journey.status_history).map(({ status, timestamp }) => [status, timestamp]),
  );
  const here = way.findIndex(({ status }) => status === journey.status);
  return here === -1 ? beside(way, journey, reachedAt) : along(way, here, reachedAt);
}

type Times = ReadonlyMap<Status, string>;

const at = (step: Pick<Step, 'status' | 'label'>, state: Step['state'], reachedAt: Times): Step => ({
  status: step.status,
  label: step.label,
  state,
  at: state === 'done' || state === 'current' ? (reachedAt.get(step.status) ?? null) : null,
});

const behind = (step: Step, reachedAt: Times): Step =>
  at(step, reachedAt.has(step.status) ? 'done' : 'skipped', reachedAt);

function along(way: readonly Step[], here: number, reachedAt: Times): Step[] {
  return way.map((step, index) => {
    if (index < here) return behind(step, reachedAt);
    if (index > here) return at(step, 'upcoming', reachedAt);
    return at(step, step.status === 'completed' ? 'done' : 'current', reachedAt);
  });
}

function beside(way: readonly Step[], { status, status_info }: Journey, reachedAt: Times): Step[] {
  const here = way.findLastIndex((step) => reachedAt.has(step.status)) + 1;
  const ahead = isFinal(status) ? 'skipped' : 'upcoming';
  return [
    ...way.slice(0, here).map((step) => behind(step, reachedAt)),
    at({ status, label: status_info.label }, 'current', reachedAt),
    ...way.slice(here).map((step) => at(step, ahead, reachedAt)),
  ];
}
