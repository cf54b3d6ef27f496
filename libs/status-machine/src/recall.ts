import { stepsOfRole } from './may-move.ts';
import { Role } from './role.ts';
import { RecallNotPossibleError, StepNotYoursError } from './status-machine.errors.ts';
import type { Status } from './status.ts';

/** A change that no recall has corrected; `recordedAt` is in ms. */
export type StandingChange = {
  readonly version: number;
  readonly status: Status;
  readonly recordedAt: number;
};

/**
 * `corrects` is the version to undo, `from` the status that it brought, `status` the one that holds again.
 */
export type RecallPlan = { readonly corrects: number; readonly from: Status; readonly status: Status };

type RecallRequest = {
  readonly standing: readonly StandingChange[];
  readonly role: Role;
  readonly now: number;
  readonly windowMs: number;
};

/** The steps that this role may recall: its own, save for customers, who recall nothing. */
const recallable = (role: Role): readonly Status[] => (role === Role.Customer ? [] : stepsOfRole(role));

const judgeRole = (role: Role, to: Status): void => {
  const theirs = recallable(role);
  if (!theirs.includes(to)) throw new StepNotYoursError({ role, to, verb: 'recall', theirs });
};

/**
 * What a recall undoes: the latest status change not yet corrected, a final one included, delays passed over;
 * a second recall goes one further back. A change exactly as old as `windowMs` can still be recalled. The
 * role is judged before the window.
 *
 * @param request `standing`: the placing and the status changes that no recall has corrected, oldest first;
 * `role` the caller's; `now` and `windowMs` in ms
 * @throws StepNotYoursError for a customer, and for the kitchen or a courier where the change is not a step
 * of theirs
 * @throws RecallNotPossibleError when nothing is left to undo, or the change is older than the window
 */
export const planRecall = ({ standing, role, now, windowMs }: RecallRequest): RecallPlan => {
  const undone = standing.at(-1);
  const held = standing.at(-2);
  if (undone && (held || role === Role.Customer)) judgeRole(role, undone.status);
  if (!undone || !held) throw new RecallNotPossibleError('nothing_to_undo');
  if (now - undone.recordedAt > windowMs) throw new RecallNotPossibleError('window_over');
  return { corrects: undone.version, from: undone.status, status: held.status };
};
