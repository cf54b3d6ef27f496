import type { Role } from './role.ts';
import type { Status } from './status.ts';

const list = new Intl.ListFormat('en', { type: 'disjunction' });

type StepNotYours = {
  readonly role: Role;
  readonly to: Status;
  readonly verb: 'move an order to' | 'recall';
  readonly theirs: readonly Status[];
};

/**
 * Thrown when the role never moves an order to that status, or would recall a step that is not theirs; `to`
 * is that status.
 */
export class StepNotYoursError extends Error {
  override readonly name = 'StepNotYoursError';
  readonly code = 'forbidden';
  readonly role: Role;
  readonly to: Status;

  constructor({ role, to, verb, theirs }: StepNotYours) {
    const open =
      theirs.length === 0 ? `there is nothing that this role may ${verb}` : `only ${list.format(theirs)}`;
    super(`The role ${role} may not ${verb} ${to}: ${open}.`);
    this.role = role;
    this.to = to;
  }
}

type TransitionNotAllowed = {
  readonly from: Status;
  readonly to: Status;
  readonly allowed: readonly Status[];
};

/**
 * Thrown when the step is the caller's, but the machine has no way from where the order is now; `allowed` is
 * what the caller may do.
 */
export class TransitionNotAllowedError extends Error {
  override readonly name = 'TransitionNotAllowedError';
  readonly code = 'transition_not_allowed';
  readonly from: Status;
  readonly to: Status;
  readonly allowed: readonly Status[];

  constructor({ from, to, allowed }: TransitionNotAllowed) {
    const open =
      allowed.length === 0
        ? 'you may not move it anywhere now'
        : `you may move it to ${list.format(allowed)}`;
    super(`An order that is ${from} cannot become ${to}: ${open}.`);
    this.from = from;
    this.to = to;
    this.allowed = allowed;
  }
}

/** Why a recall is refused: every change has been undone already, or the latest one is too old. */
export type RecallRefusal = 'nothing_to_undo' | 'window_over';

const recallRefusals: Readonly<Record<RecallRefusal, string>> = {
  nothing_to_undo: 'Nothing is left to undo: the order is as it was placed and can only be moved forward.',
  window_over:
    'The latest change is too old to be recalled: the order can only be moved to a status that is allowed now.',
};

/**
 * Thrown when there is no status change left to undo, or when the latest one lies further back than the
 * window reaches.
 */
export class RecallNotPossibleError extends Error {
  override readonly name = 'RecallNotPossibleError';
  readonly code = 'recall_not_possible';
  readonly why: RecallRefusal;

  constructor(why: RecallRefusal) {
    super(recallRefusals[why]);
    this.why = why;
  }
}
