import {
  endsOf,
  type Milestone,
  milestonesOf,
  type Stage,
  stagesPromised,
  stageTimes,
  type Window,
} from '#libs/estimate';
import type { KeptEvent } from './kept-event.ts';
import type { StageOutcome, StageOutcomes } from './order-row.ts';

/** How long each stage took that the order has behind it, and what was promised as it began. */
export function stageOutcomes(standing: readonly KeptEvent[]): StageOutcomes {
  const [placing] = standing;
  if (placing === undefined) return {};
  const changeOf = changesAtMilestones(placing.fulfilment, standing);
  const outcomes = [...stageTimes(milestonesOf(placing.fulfilment, standing))].map(([stage, took]) => {
    const { from, until } = endsOf(stage);
    const outcome: StageOutcome = {
      took,
      known_at: Math.max(changeOf(from)?.recordedAt ?? 0, changeOf(until)?.recordedAt ?? 0),
      promised: learnedWindowOf(stage, changeOf(from)),
    };
    return [stage, outcome] as const;
  });
  return Object.fromEntries(outcomes);
}

/** By which change the order came to each milestone. */
function changesAtMilestones(
  fulfilment: KeptEvent['fulfilment'],
  standing: readonly KeptEvent[],
): (milestone: Milestone) => KeptEvent | undefined {
  const places = milestonesOf(
    fulfilment,
    standing.map(({ status }, place) => ({ status, at: place })),
  );
  return (milestone) => standing[places[milestone] ?? -1];
}

/** What the order was given as the stage began, in ms from then; null where the rule was followed. */
function learnedWindowOf(stage: Stage, began: KeptEvent | undefined): Window | null {
  if (began?.estimate?.basis !== 'learned') return null;
  const { ready_from, ready_to, arrives_from, arrives_to } = began.estimate;
  const promised = stagesPromised(began.fulfilment, began.status);
  if (stage === promised.ready) return between(ready_from, ready_to, began.at);
  return stage === promised.arrival ? between(arrives_from, arrives_to, began.at) : null;
}

const between = (
  from: string | null | undefined,
  to: string | null | undefined,
  began: number,
): Window | null => (from && to ? { from: Date.parse(from) - began, to: Date.parse(to) - began } : null);
