import {
  countsPiecesAhead,
  hourOfWeek,
  learn,
  noStageTimes,
  type Stage,
  type StageTimes,
  stagesPromised,
} from '#libs/estimate';
import { type Fulfilment, statuses } from '#libs/status-machine';
import type { StageOutcomes } from '../order-facts/index.ts';

/** What of a finished order is learned from. */
export interface LearnedOrder {
  readonly orderId: string;
  /** In ms. */
  readonly cameAt: number;
  readonly load: number;
  readonly pieces: number;
  /** Null where nobody has counted them. */
  readonly piecesAhead: number | null;
  readonly stages: StageOutcomes;
}

/** By stage. */
export type LearnedTimes = Readonly<Record<string, StageTimes>>;

/**
 * How long each stage takes by which orders of that kind are promised anything. The same orders always teach
 * the same, in whichever order they are given: each stage by when it became known that an order had it
 * behind it.
 * @param timeZone the restaurant's, as IANA names it
 */
export function learnedFrom(
  orders: readonly LearnedOrder[],
  fulfilment: Fulfilment,
  timeZone: string,
): LearnedTimes {
  const lived = orders.map((order) => ({ ...order, hourOfWeek: hourOfWeek(order.cameAt, timeZone) }));
  const learned = stagesOf(fulfilment).map((stage) => [stage, stageFrom(lived, stage)] as const);
  return Object.fromEntries(learned.filter(([, { finished }]) => finished > 0));
}

const stagesOf = (fulfilment: Fulfilment): readonly Stage[] => {
  const promised = statuses.flatMap((status) => {
    const { ready, arrival } = stagesPromised(fulfilment, status);
    return [ready, arrival];
  });
  return [...new Set(promised)].filter((stage) => stage !== null);
};

type LivedOrder = LearnedOrder & { readonly hourOfWeek: number };

function stageFrom(orders: readonly LivedOrder[], stage: Stage): StageTimes {
  const outcomes = orders.flatMap((order) => {
    const outcome = order.stages[stage];
    if (outcome === undefined) return [];
    const piecesAhead = countsPiecesAhead(stage) ? order.piecesAhead : null;
    return [{ ...outcome, situation: { ...order, piecesAhead }, orderId: order.orderId }];
  });
  return outcomes
    .toSorted((one, other) => one.known_at - other.known_at || (one.orderId < other.orderId ? -1 : 1))
    .reduce(learn, noStageTimes);
}
