import { type Fulfilment, fulfilments } from './fulfilment.ts';
import type { Deadline } from './order.machine.ts';
import { type Status, statuses } from './status.ts';
import { tableOf } from './table.ts';
import { machines } from './workflow.ts';

/** Where an order goes by itself once a deadline has passed. */
export interface AutomaticMove {
  readonly deadline: Deadline;
  readonly to: Status;
}

function askMachine(fulfilment: Fulfilment, status: Status): readonly AutomaticMove[] {
  const state = machines[fulfilment].states as Readonly<Partial<Record<Status, StateNode>>>;
  return (state[status]?.after ?? []).map(({ delay, target }) => ({
    deadline: delay as Deadline,
    to: target?.[0]?.key as Status,
  }));
}

type StateNode = (typeof machines)[Fulfilment]['states']['pending'];

const moves = tableOf(fulfilments, (fulfilment) =>
  tableOf(statuses, (status) => Object.freeze(askMachine(fulfilment, status))),
);

/** What the machine says may happen by itself to an order in that status; asked once, as for `nextStatus`. */
export const automaticMoves = (fulfilment: Fulfilment, status: Status): readonly AutomaticMove[] =>
  moves[fulfilment][status];
