import {
  countsPiecesAhead,
  endsOf,
  learn,
  learnStations,
  learnedWindow,
  noStageTimes,
  ordersForStations,
  type Outcome,
  readyWindow,
  type Situation,
  type Stage,
  type StageTimes,
  type Window,
  workMinutes,
} from '#libs/estimate';
import type { FinishedOrder } from './finished-order.ts';

/**
 * What an order would have been promised of a stage, and what came true. All in ms from the stage's
 * beginning.
 */
export interface Promised {
  readonly order: FinishedOrder;
  readonly window: Window;
  readonly learned: boolean;
  readonly took: number;
}

interface Moment {
  readonly at: number;
  readonly happens: 'promise' | 'outcome';
  readonly place: number;
}

/**
 * Goes through the orders of one restaurant and kind as they became known: each is promised its window by
 * what had come to an end before, and never by what came later.
 * @param orders that have the stage behind them
 * @param onProgress hears of each order that is done
 * @returns in the order in which they were placed
 */
export function replay(
  orders: readonly FinishedOrder[],
  stage: Stage,
  onProgress: () => void = () => undefined,
): Promised[] {
  const promises: (Promised | undefined)[] = [];
  let known: Known = { times: noStageTimes, recent: [] };
  for (const { happens, place } of momentsOf(orders, stage)) {
    const order = orders[place];
    if (order === undefined) continue;
    const promised = promises[place];
    if (happens === 'promise') promises[place] = promise(order, stage, known.times);
    else if (promised !== undefined) {
      const { took, learned, window } = promised;
      const situation = situationOf(order, stage);
      known = withOutcome(known, { situation, took, promised: learned ? window : null });
      onProgress();
    }
  }
  return promises.filter((promised) => promised !== undefined);
}

interface Known {
  readonly times: StageTimes;
  /** The newest that were learned from. */
  readonly recent: readonly Outcome[];
}

/** After so many orders it is found anew what is made at which station. */
const stationsEvery = 50;

function withOutcome({ times, recent }: Known, outcome: Outcome): Known {
  const learned = learn(times, outcome);
  const outcomes = [...recent.slice(1 - ordersForStations), outcome];
  const isDue = learned.finished % stationsEvery === 0;
  return { times: isDue ? learnStations(learned, outcomes) : learned, recent: outcomes };
}

function momentsOf(orders: readonly FinishedOrder[], stage: Stage): Moment[] {
  const { from, until } = endsOf(stage);
  const moments = orders.flatMap(({ knownAt }, place): Moment[] => {
    const [began, ended] = [knownAt[from], knownAt[until]];
    if (began === undefined || ended === undefined) return [];
    return [
      { at: began, happens: 'promise', place },
      { at: Math.max(began, ended), happens: 'outcome', place },
    ];
  });
  // What comes in the same moment as a promise was not known when it was made.
  return moments.sort(
    (one, other) =>
      one.at - other.at || Number(one.happens === 'outcome') - Number(other.happens === 'outcome'),
  );
}

function promise(order: FinishedOrder, stage: Stage, times: StageTimes): Promised {
  const { from, until } = endsOf(stage);
  const { [from]: began = 0, [until]: ended = 0 } = order.milestones;
  const window = learnedWindow(times, situationOf(order, stage));
  return {
    order,
    window: window ?? byRule(order),
    learned: window !== null,
    took: Math.max(0, ended - began),
  };
}

const situationOf = (order: FinishedOrder, stage: Stage): Situation => ({
  ...order,
  piecesAhead: countsPiecesAhead(stage) ? order.piecesAhead : null,
  dishes: countsPiecesAhead(stage) ? (order.dishes ?? null) : null,
});

const byRule = ({ baseMinutes, pieces }: FinishedOrder): Window =>
  readyWindow('confirmed', 0, workMinutes(baseMinutes, pieces)) ?? { from: 0, to: 0 };
