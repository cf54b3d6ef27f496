import { getNextTransitions } from 'xstate';
import { type Fulfilment, fulfilments } from './fulfilment.ts';
import { mayMove, stepsOfRole } from './may-move.ts';
import { type Role, roles } from './role.ts';
import { StepNotYoursError, TransitionNotAllowedError } from './status-machine.errors.ts';
import { type Status, statuses } from './status.ts';
import { tableOf } from './table.ts';
import { machines } from './workflow.ts';

type Place = { readonly fulfilment: Fulfilment; readonly status: Status; readonly role: Role };

const askMachine = ({ fulfilment, status, role }: Place): readonly Status[] => {
  const machine = machines[fulfilment];
  if (!(status in machine.states)) return Object.freeze([]);
  const snapshot = machine.resolveState({ value: status });
  const targets = getNextTransitions(snapshot).map((move) => move.eventType as Status);
  // What the machine does after a time is no move that anyone asks for.
  return Object.freeze(targets.filter((to) => statuses.includes(to) && snapshot.can({ type: to, role })));
};

const allowed = tableOf(fulfilments, (fulfilment) =>
  tableOf(statuses, (status) => tableOf(roles, (role) => askMachine({ fulfilment, status, role }))),
);

/**
 * Where this caller may move the order now, in the machine's order; empty at an end, and for a status of
 * another kind of order.
 *
 * The machine is asked once for each kind, status and role, when this file is loaded, since every change and
 * every snapshot needs the answer and working it out takes XState some microseconds. It stays the only place
 * where the rules are written.
 */
export const allowedStatuses = ({ fulfilment, status, role }: Place): readonly Status[] =>
  allowed[fulfilment][status][role];

/**
 * The status that the order has after the move, which is `to`, or a refusal. The role is judged before the
 * machine. The status that the order already has is refused like any other: whether a repeat is welcome is
 * for the caller to say before.
 *
 * @throws StepNotYoursError when the role never moves an order to `to`
 * @throws TransitionNotAllowedError when it cannot go there from where it is, or this caller cannot take it
 * there any more
 */
export const nextStatus = ({ to, ...place }: Place & { readonly to: Status }): Status => {
  const { role, status: from } = place;
  if (!mayMove({ role, to }))
    throw new StepNotYoursError({ role, to, verb: 'move an order to', theirs: stepsOfRole(role) });
  const open = allowedStatuses(place);
  if (!open.includes(to)) throw new TransitionNotAllowedError({ from, to, allowed: open });
  return to;
};
