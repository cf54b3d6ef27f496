import type { HistoryEntry, OrderChanged, Snapshot } from '#libs/contracts';
import { stepsOf } from './steps.ts';

/** Thrown when a change is not the one that follows the snapshot's version. */
export class NotTheNextVersionError extends RangeError {
  override readonly name = 'NotTheNextVersionError';

  constructor(
    readonly known: number,
    readonly received: number,
  ) {
    super(`version ${received} does not follow ${known}`);
  }
}

/**
 * The snapshot one version on. A customer's frame names roles, so `updated_by` is the role; `allowed` is left out, since it spoke of
 * the version before.
 * @throws NotTheNextVersionError unless the frame's version is exactly one higher
 */
export function applyChange(snapshot: Snapshot, frame: OrderChanged): Snapshot {
  if (frame.version !== snapshot.version + 1)
    throw new NotTheNextVersionError(snapshot.version, frame.version);
  const { order_id, order_number, restaurant_name, fulfilment } = snapshot;
  const { version, status, order_status, status_info, estimate, at: updated_at } = frame;
  const status_history = [...snapshot.status_history, entryOf(frame)];
  const steps = stepsOf({ steps: snapshot.steps, status_history, status, status_info });
  return {
    order_id,
    order_number,
    restaurant_name,
    fulfilment,
    status,
    order_status,
    version,
    updated_at,
    status_info,
    steps,
    estimate,
    status_history,
  };
}

function entryOf({
  version,
  type,
  status,
  at,
  role,
  notes,
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
    notes: notes ?? '',
    reason: reason ?? null,
    ...(corrects !== undefined && { corrects }),
    ...(minutes !== undefined && { minutes }),
  };
}
