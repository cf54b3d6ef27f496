import type { Fulfilment } from './fulfilment.ts';
import { isFinal, Status } from './status.ts';

export type StepState = 'done' | 'current' | 'upcoming' | 'skipped';
export type Step = { readonly status: Status; readonly state: StepState };

type Journey = {
  readonly fulfilment: Fulfilment;
  readonly status: Status;
  readonly reached: ReadonlySet<Status>;
};

const untilReady = [
  Status.Pending,
  Status.Confirmed,
  Status.Preparing,
  Status.Cooking,
  Status.Ready,
] as const;

const paths: Readonly<Record<Fulfilment, readonly Status[]>> = {
  delivery: Object.freeze([...untilReady, Status.OutForDelivery, Status.Delivered, Status.Completed]),
  pickup: Object.freeze([...untilReady, Status.Completed]),
  dine_in: Object.freeze([...untilReady, Status.Served, Status.Completed]),
};

/** The way that an order of this kind takes when nothing is skipped and nothing goes wrong, from `pending` to `completed`. */
export const stepsOf = (fulfilment: Fulfilment): readonly Status[] => paths[fulfilment];

const inState = (path: readonly Status[], state: StepState): readonly Step[] =>
  path.map((status) => ({ status, state }));

const behind = (path: readonly Status[], reached: ReadonlySet<Status>): readonly Step[] =>
  path.map((status) => ({ status, state: reached.has(status) ? 'done' : 'skipped' }));

const onPath = (path: readonly Status[], { status, reached }: Journey): readonly Step[] => {
  const here = path.indexOf(status);
  const state = status === Status.Completed ? 'done' : 'current';
  return [
    ...behind(path.slice(0, here), reached),
    { status, state },
    ...inState(path.slice(here + 1), 'upcoming'),
  ];
};

const offPath = (path: readonly Status[], { status, reached }: Journey): readonly Step[] => {
  const here = path.findLastIndex((step) => reached.has(step)) + 1;
  const ahead = isFinal(status) ? 'skipped' : 'upcoming';
  return [
    ...behind(path.slice(0, here), reached),
    { status, state: 'current' },
    ...inState(path.slice(here), ahead),
  ];
};

/**
 * The order's way as steps to show. Steps behind it are `done`, or `skipped` if it never entered them; `completed` is done, not
 * current. A status off the way (`cancelled`, `rejected`, `delivery_failed`) stands as `current` after the last step reached;
 * what would have come after it is `skipped` where the order has ended, `upcoming` where it may still go on.
 *
 * @param journey `reached`: every status that the order has been in and that no recall has taken back
 */
export const stepStates = (journey: Journey): readonly Step[] => {
  const path = stepsOf(journey.fulfilment);
  return path.includes(journey.status) ? onPath(path, journey) : offPath(path, journey);
};
