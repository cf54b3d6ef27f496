import { setup } from 'xstate';
import type { Fulfilment } from './fulfilment.ts';
import { mayMove } from './may-move.ts';
import { Role } from './role.ts';
import { Status } from './status.ts';

/** "Move the order to `type`", said by `role`: there is one event for each status. */
export type MoveEvent = { readonly type: Status; readonly role: Role };

const rules = setup({
  types: { events: {} as MoveEvent },
  guards: {
    roleMay: ({ event }) => mayMove({ role: event.role, to: event.type }),
    staffMay: ({ event }) => event.role !== Role.Customer && mayMove({ role: event.role, to: event.type }),
  },
});

type Guard = 'roleMay' | 'staffMay';
type Moves = { readonly on: Readonly<Record<string, { readonly target: Status; readonly guard: Guard }>> };

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

const untilReady = {
  pending: byAnyone(
    Status.Confirmed,
    Status.Preparing,
    Status.Cooking,
    Status.Ready,
    Status.Rejected,
    Status.Cancelled,
  ),
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
 * three ends; `handOver` holds the states from `ready` on, where nothing is skipped. A recall is no
 * transition: it does not pass here.
 */
export const orderMachine = (
  id: Fulfilment,
  handOver: { readonly ready: Moves; readonly [status: string]: Moves },
) => rules.createMachine({ id, initial: Status.Pending, states: { ...untilReady, ...handOver, ...ends } });
