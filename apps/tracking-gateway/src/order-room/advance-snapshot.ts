import type { HistoryEntry, OrderChanged, Snapshot, Step } from '#libs/contracts';
import { standingChanges, statusInfo, stepStates } from '#libs/status-machine';

/** The customer's snapshot one version later. @param frame of exactly the version after the snapshot's; @param recordedAt by the clock of `orders` */
export function advanceSnapshot(snapshot: Snapshot, frame: OrderChanged, recordedAt: string): Snapshot {
  const { version, status, status_info, estimate } = frame;
  const status_history = [...snapshot.status_history, entryOf(frame)];
  const steps = stepsOf({ ...snapshot, status, status_history });
  return {
    ...snapshot,
    version,
    status,
    order_status: status,
    status_info,
    updated_at: recordedAt,
    steps,
    estimate,
    status_history,
  };
}

/** Where a client knows everything up to a version, only what came later. */
export function snapshotSince(snapshot: Snapshot, version: number | undefined): Snapshot {
  if (version === undefined) return snapshot;
  return { ...snapshot, status_history: snapshot.status_history.filter((entry) => entry.version > version) };
}

/** A customer reads a role where staff read a name. */
function entryOf({
  version,
  type,
  status,
  at,
  role,
  notes = '',
  reason,
  corrects,
  minutes,
}: OrderChanged): HistoryEntry {
  return {
    version,
    type,
    status,
    timestamp: at,
    updated_by: role,
    role,
    notes,
    reason: reason ?? null,
    ...(corrects !== undefined && { corrects }),
    ...(minutes !== undefined && { minutes }),
  };
}

function stepsOf({
  fulfilment,
  status,
  status_history,
}: Pick<Snapshot, 'fulfilment' | 'status' | 'status_history'>): Step[] {
  const reachedAt = new Map(
    standingChanges(status_history).map((change) => [change.status, change.timestamp]),
  );
  return stepStates({ fulfilment, status, reached: new Set(reachedAt.keys()) }).map((step) => ({
    ...step,
    label: statusInfo(step.status, fulfilment).label,
    at: reachedAt.get(step.status) ?? null,
  }));
}
