import { setup } from 'xstate';
import type { Fulfilment } from './fulfilment.ts';
import { mayMove } from './may-move.ts';
import { Role } from './role.ts';
import { Status } from './status.ts';

/**
 * What may happen by itself once its time has come. When that is, a restaurant's policies say; the services
 * keep it as rows, since no actor lives here.
 */
export const Deadline = {
  /** A scheduled order's time, less what it takes. */
  Release: 'release',
  /** Nobody has accepted it. */
  Accept: 'accept',
  /** It is accepted unasked. */
  Confirm: 'confirm',
  /** Its customer has it, and nobody has closed it. */
  Close: 'close',
} as const;
export type Deadline = (typeof Deadline)[keyof typeof Deadline];

/** "Move the order to `type`", said by `role`: there is one event for each status. */
export type MoveEvent = { readonly type: Status; readonly role: Role };

/** In ms. No actor runs the machine, and none is to wait for it. */
const keptAsRow = Infinity;

const rules = setup({
  types: { events: {} as MoveEvent },
  delays: { release: keptAsRow, accept: keptAsRow, confirm: keptAsRow, close: keptAsRow },
  guards: {
    roleMay: ({ event }) => mayMove({ role: event.role, to: event.type }),
    staffMay: ({ event }) => event.role !== Role.Customer && mayMove({ role: event.role, to: event.type }),
  },
});

type Guard = 'roleMay' | 'staffMay';
type Moves = {
  readonly on: Readonly<Record<string, { readonly target: Status; readonly guard: Guard }>>;
  readonly after?: Readonly<Partial<Record<Deadline, Status>>>;
};

const movesBy = (guard: Guard, targets: readonly Status[]): Moves => ({
  on: Object.fromEntries(targets.map((target) => [target, { target, guard }])),
});

/**
 * The moves out of a state, in the order in which a refusal lists them; customers may still make those that
 * are theirs.
 */
const byAnyone = (...targets: readonly Status[]): Moves => movesBy('roleMay', targets);

/** The moves out of a state, in the order in which a refusal lists them; customers make none of them. */
export const byStaff = (...targets: readonly Status[]): Moves => movesBy('staffMay', targets);

/** From where the customer has it on, and nobody closes the order. */
export const closesItself: Pick<Moves, 'after'> = { after: { close: Status.Completed } };

const untilReady = {
  scheduled: {
    ...byAnyone(Status.Pending, Status.Rejected, Status.Cancelled),
    after: { release: Status.Pending },
  },
  pending: {
    ...byAnyone(
      Status.Confirmed,
      Status.Preparing,
      Status.Cooking,
      Status.Ready,
      Status.Rejected,
      Status.Cancelled,
    ),
    after: { accept: Status.Rejected, confirm: Status.Confirmed },
  },
  confirmed: byStaff(Status.Preparing, Status.Cooking, Status.Ready, Status.Cancelled),
  preparing: byStaff(Status.Cooking, Status.Ready, Status.Cancelled),
  cooking: byStaff(Status.Ready, Status.Cancelled),
};

const ends = {
  completed: { type: 'final' },
  cancelled: { type: 'final' },
  rejected: { type: 'final' },
} as const;

/**
 * The machine of one kind of order. All kinds share the way to `ready`, which may skip kitchen steps, and the
 * three ends; it begins at `scheduled` or, where it is not for later, at `pending`. `handOver` holds the
 * states from `ready` on, where nothing is skipped. A recall is no transition: it does not pass here.
 */
export const orderMachine = (
  id: Fulfilment,
  handOver: { readonly ready: Moves; readonly [status: string]: Moves },
) => rules.createMachine({ id, initial: Status.Scheduled, states: { ...untilReady, ...handOver, ...ends } });
