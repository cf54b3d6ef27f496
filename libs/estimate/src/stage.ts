import type { Fulfilment, Status } from '#libs/status-machine';

/** A moment in the life of an order from which, or until which, time is taken. */
export const Milestone = {
  Placed: 'placed',
  /** The first status after `pending`: somebody has taken it on. */
  Accepted: 'accepted',
  Cooking: 'cooking',
  Ready: 'ready',
  /** A driver has it, or the customer at the counter; at a table it is served. */
  HandedOver: 'handed_over',
  /** A delivery is where it was to go. */
  Arrived: 'arrived',
} as const;
export type Milestone = (typeof Milestone)[keyof typeof Milestone];

/** When an order came to its milestones, in ms; those that it has not reached, or skipped, are not there. */
export type Milestones = Readonly<Partial<Record<Milestone, number>>>;

/**
 * A part of an order's way. How long it takes is learned, promised and corrected for each by itself: the sum
 * of two windows that hold 80 % each would hold more.
 */
export const Stage = {
  Acceptance: 'acceptance',
  Preparation: 'preparation',
  Handover: 'handover',
  Drive: 'drive',
  ReadySincePlaced: 'ready_since_placed',
  ReadySinceCooking: 'ready_since_cooking',
  ArrivalSincePlaced: 'arrival_since_placed',
  ArrivalSinceAccepted: 'arrival_since_accepted',
  ArrivalSinceReady: 'arrival_since_ready',
} as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

interface Ends {
  readonly from: Milestone;
  readonly until: Milestone;
}

const ends: Readonly<Record<Stage, Ends>> = {
  acceptance: { from: 'placed', until: 'accepted' },
  preparation: { from: 'accepted', until: 'ready' },
  handover: { from: 'ready', until: 'handed_over' },
  drive: { from: 'handed_over', until: 'arrived' },
  ready_since_placed: { from: 'placed', until: 'ready' },
  ready_since_cooking: { from: 'cooking', until: 'ready' },
  arrival_since_placed: { from: 'placed', until: 'arrived' },
  arrival_since_accepted: { from: 'accepted', until: 'arrived' },
  arrival_since_ready: { from: 'ready', until: 'arrived' },
};

export const stages: readonly Stage[] = Object.values(Stage);

/**
 * Whether a stage begins as the order is accepted: only then what lies before it in the kitchen is known of
 * it, and counts.
 */
export const countsPiecesAhead = (stage: Stage): boolean => ends[stage].from === Milestone.Accepted;

/** From which milestone until which a stage goes. */
export const endsOf = (stage: Stage): Ends => ends[stage];

interface StandingChange {
  readonly status: Status;
  /** When the order came to it, in ms. */
  readonly at: number;
}

const handedOverBy = {
  delivery: 'out_for_delivery',
  pickup: 'completed',
  dine_in: 'served',
} as const satisfies Record<Fulfilment, Status>;

const accepting: readonly Status[] = ['confirmed', 'preparing', 'cooking', 'ready'];

/** An order for later comes to the restaurant when it is due, and nobody waits before; or it never comes. */
const waiting: readonly Status[] = ['scheduled', 'cancelled', 'rejected'];

/**
 * @param changes the placing and the status changes that no recall has corrected, oldest first. After a
 * recall they are other ones, so whoever keeps stage times replays them.
 */
export function milestonesOf(fulfilment: Fulfilment, changes: readonly StandingChange[]): Milestones {
  const at = (wanted: readonly Status[]): number | undefined =>
    changes.find(({ status }) => wanted.includes(status))?.at;
  const failed = changes.some(({ status }) => status === 'delivery_failed');
  const found: Record<Milestone, number | undefined> = {
    placed: changes.find(({ status }) => !waiting.includes(status))?.at,
    accepted: at(accepting),
    cooking: at(['cooking']),
    ready: at(['ready']),
    // What could not be handed over at the first try says little of how long the way is.
    handed_over: failed ? undefined : at([handedOverBy[fulfilment]]),
    arrived: failed || fulfilment !== 'delivery' ? undefined : at(['delivered']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, moment]) => moment !== undefined));
}

/** Nobody waits longer: what took more was forgotten on a screen, and marked the next day. */
const longest = 6 * 3_600_000;

/**
 * How long the order took for each stage that it has behind it, in ms. Times that cannot be (a POS whose
 * clock ran back, an order forgotten on a screen) are left out.
 */
export function stageTimes(milestones: Milestones): ReadonlyMap<Stage, number> {
  const times = stages.flatMap((stage) => {
    const { from, until } = ends[stage];
    const took = (milestones[until] ?? NaN) - (milestones[from] ?? NaN);
    return took >= 0 && took <= longest ? [[stage, took] as const] : [];
  });
  return new Map(times);
}

interface Promised {
  /** Until the food is ready. */
  readonly ready: Stage | null;
  /** Until a delivery arrives. */
  readonly arrival: Stage | null;
}

const promised: Partial<Record<Status, Promised>> = {
  pending: { ready: 'ready_since_placed', arrival: 'arrival_since_placed' },
  confirmed: { ready: 'preparation', arrival: 'arrival_since_accepted' },
  preparing: { ready: 'preparation', arrival: 'arrival_since_accepted' },
  cooking: { ready: 'ready_since_cooking', arrival: 'arrival_since_accepted' },
  ready: { ready: null, arrival: 'arrival_since_ready' },
  out_for_delivery: { ready: null, arrival: 'drive' },
};

/** By which stages an order in that status is promised; each counts from its own beginning. */
export function stagesPromised(fulfilment: Fulfilment, status: Status): Promised {
  const { ready, arrival } = promised[status] ?? { ready: null, arrival: null };
  return { ready, arrival: fulfilment === 'delivery' ? arrival : null };
}
