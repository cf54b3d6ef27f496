import type { FollowedOrder, Reckoning } from './followed-order.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import type { ChangeOutcome } from './restaurant-api.ts';
import type { Step } from './order-plan.ts';

type Counts = Readonly<Record<string, number>>;

/** What a rush did, and what came of it. Latencies in ms. */
export interface RushReport {
  readonly ordersPlanned: number;
  readonly ordersPlaced: number;
  readonly ordersFinished: number;
  readonly ordersFollowed: number;
  /** How many screens were open at once, at most. */
  readonly mostScreens: number;
  readonly seconds: number;
  readonly interrupted: boolean;
  /** By kind: `update-status`, `recall`, … */
  readonly accepted: Counts;
  /** By code. */
  readonly refused: Counts;
  readonly retries: number;
  readonly frames: Omit<Reckoning, 'latencies'>;
  readonly toScreen: Percentiles | null;
  readonly http: Percentiles | null;
  /** By what went wrong. */
  readonly errors: Counts;
  /** Why the rush ended before its time. */
  readonly stoppedBy: string | undefined;
}

/** Counts while the rush goes on. */
export class Tally {
  placed = 0;
  finished = 0;
  retries = 0;
  mostScreens = 0;
  readonly followed: FollowedOrder[] = [];
  readonly #httpMs: number[] = [];
  readonly #accepted = new Map<string, number>();
  readonly #refused = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  answered({ ms, retries }: { readonly ms: number; readonly retries: number }): void {
    this.#httpMs.push(ms);
    this.retries += retries;
  }

  changed({ verb }: Step, outcome: ChangeOutcome): void {
    this.answered(outcome);
    if (outcome.ok) count(this.#accepted, verb);
    else count(this.#refused, outcome.code);
  }

  error(what: string): void {
    count(this.#errors, what);
  }

  report(facts: Pick<RushReport, 'ordersPlanned' | 'seconds' | 'interrupted' | 'stoppedBy'>): RushReport {
    const reckonings = this.followed.map((order) => order.reckon());
    const sum = (of: 'expected' | 'received' | 'missing' | 'outOfOrder'): number =>
      reckonings.reduce((total, reckoning) => total + reckoning[of], 0);
    return {
      ...facts,
      ordersPlaced: this.placed,
      ordersFinished: this.finished,
      ordersFollowed: this.followed.filter(({ isFollowed }) => isFollowed).length,
      mostScreens: this.mostScreens,
      accepted: Object.fromEntries(this.#accepted),
      refused: Object.fromEntries(this.#refused),
      retries: this.retries,
      frames: {
        expected: sum('expected'),
        received: sum('received'),
        missing: sum('missing'),
        outOfOrder: sum('outOfOrder'),
      },
      toScreen: percentilesOf(reckonings.flatMap(({ latencies }) => latencies)),
      http: percentilesOf(this.#httpMs),
      errors: Object.fromEntries(this.#errors),
    };
  }
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** Whether all orders were placed and all that was accepted reached the screens, once and in order. */
export const isSound = ({
  frames,
  ordersPlanned,
  ordersPlaced,
  interrupted,
  stoppedBy,
}: RushReport): boolean =>
  frames.missing === 0 &&
  frames.outOfOrder === 0 &&
  stoppedBy === undefined &&
  (interrupted || ordersPlaced === ordersPlanned);
