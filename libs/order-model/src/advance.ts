import type { HistoryRecord, OrderChanged, Snapshot, Step } from '#libs/contracts';
import { isEnded } from './final-statuses.ts';
import { besideThePath } from './happy-path.ts';
import { NotTheNextVersionError } from './order-model.errors.ts';
import { stepsAlong } from './steps.ts';

type LaterFields = 'order_number' | 'display_number' | 'recorded_at' | 'ended';
/** What travels as `order.changed`. A server of the release before does not tell all of it. */
export type Frame = Omit<OrderChanged, LaterFields> & Partial<Pick<OrderChanged, LaterFields>>;

/**
 * The snapshot one version later, as a customer is shown it: a frame names roles, so `updated_by` is the
 * role. `allowed` is left out, since it spoke of the version before.
 * @param snapshot with its whole history
 * @throws NotTheNextVersionError unless the frame's version is exactly one higher
 */
export function advance(snapshot: Snapshot, frame: Frame): Snapshot {
  if (frame.version !== snapshot.version + 1)
    throw new NotTheNextVersionError(snapshot.version, frame.version);
  const { allowed: _, ...known } = snapshot;
  const { version, status, order_status, status_info, estimate } = frame;
  const entry = entryOf(frame);
  const status_history = [...known.status_history, entry];
  return {
    ...known,
    status,
    order_status,
    version,
    updated_at: entry.recorded_at,
    status_info,
    steps: stepsAlong({ path: pathIn(known.steps), current: status_info, history: status_history }),
    estimate,
    ...laterOf('scheduled_for', known, frame),
    ...laterOf('accept_by', known, frame),
    status_history,
    payment: frame.payment ?? known.payment,
    items_done: frame.items_done ?? known.items_done,
    items_total: frame.items_total ?? known.items_total,
    ended: frame.ended ?? isEnded(status),
  };
}

/** What a frame says, or else what was known: a server of the release before says nothing of it. */
function laterOf<Field extends 'scheduled_for' | 'accept_by'>(
  field: Field,
  known: Snapshot,
  frame: Frame,
): Partial<Pick<Snapshot, Field>> {
  const value = frame[field] === undefined ? known[field] : frame[field];
  return value === undefined ? {} : ({ [field]: value } as Partial<Pick<Snapshot, Field>>);
}

/** The steps name the path, in the server's words: one that is newer may know of more steps. */
const pathIn = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(({ status }) => !besideThePath.includes(status));

function entryOf(frame: Frame): HistoryRecord {
  const { version, type, status, at, recorded_at = at, role, notes = '', reason = null } = frame;
  const { corrects, minutes, changed } = frame;
  return {
    version,
    type,
    status,
    timestamp: at,
    recorded_at,
    updated_by: role,
    role,
    notes,
    reason,
    ...(corrects !== undefined && { corrects }),
    ...(minutes !== undefined && { minutes }),
    ...(changed !== undefined && { changed }),
  };
}
