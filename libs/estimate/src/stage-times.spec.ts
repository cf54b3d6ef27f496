import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Situation } from './situation.ts';
import {
  fewestOrders,
  learn,
  learnedWindow,
  learnStations,
  noStageTimes,
  type Outcome,
  type StageTimes,
} from './stage-times.ts';
import { minute, type Window } from './window.ts';

const quiet: Situation = { hourOfWeek: 12, load: 0, pieces: 2 };

/** Numbers that look random, and are the same each time. */
function* chances(): Generator<number, never> {
  for (let state = 7; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

interface Lived {
  readonly times: StageTimes;
  /** Whether each order that was promised something came within it. */
  readonly held: readonly boolean[];
}

/** Orders one after the other, each promised something and then known. */
function live(times: StageTimes, orders: number, order: (place: number) => [Situation, number]): Lived {
  const held: boolean[] = [];
  let known = times;
  for (let place = 0; place < orders; place += 1) {
    const [situation, minutes] = order(place);
    const took = minutes * minute;
    const promised = learnedWindow(known, situation);
    if (promised !== null) held.push(took >= promised.from && took <= promised.to);
    known = learn(known, { situation, took, promised });
  }
  return { times: known, held };
}

const shareOf = (held: readonly boolean[]): number => held.filter(Boolean).length / held.length;
const widthOf = (window: Window | null): number =>
  window === null ? NaN : (window.to - window.from) / minute;
const middleOf = (window: Window | null): number =>
  window === null ? NaN : (window.from + window.to) / 2 / minute;

const anySituation = fc.record({
  hourOfWeek: fc.integer({ min: 0, max: 167 }),
  load: fc.integer({ min: 0, max: 200 }),
  pieces: fc.integer({ min: 1, max: 40 }),
  piecesAhead: fc.option(fc.integer({ min: 0, max: 500 })),
});
const anyOutcome = fc.tuple(anySituation, fc.integer({ min: 0, max: 6 * 3_600_000 }));
const anyTimes = fc
  .array(anyOutcome, { minLength: fewestOrders, maxLength: 120 })
  .map((outcomes) =>
    outcomes.reduce<StageTimes>(
      (times, [situation, took]) =>
        learn(times, { situation, took, promised: learnedWindow(times, situation) }),
      noStageTimes,
    ),
  );

describe('the pieces ahead', () => {
  const chance = chances();
  const counted = (): [Situation, number] => {
    const piecesAhead = Math.floor(chance.next().value * 30);
    return [{ ...quiet, load: 4, piecesAhead }, 8 + piecesAhead / 2];
  };
  const { times } = live(noStageTimes, 300, counted);

  it('tell orders apart that found as many others', () => {
    const few = learnedWindow(times, { ...quiet, load: 4, piecesAhead: 2 });
    const many = learnedWindow(times, { ...quiet, load: 4, piecesAhead: 28 });
    expect(middleOf(many) - middleOf(few)).toBeGreaterThan(10);
    const unknown = learnedWindow(times, { ...quiet, load: 4 });
    expect(middleOf(unknown)).toBeGreaterThan(middleOf(few));
    expect(middleOf(unknown)).toBeLessThan(middleOf(many));
  });

  it('stand beside the newest samples, one for each, in a table that did not know of them before', () => {
    const before = live(noStageTimes, 249, () => [quiet, 10]).times;
    expect(before).not.toHaveProperty('piecesAhead');
    const after = live(before, 2, () => [{ ...quiet, piecesAhead: 3 }, 10]).times;
    expect(after.samples).toHaveLength(250);
    expect(after.piecesAhead).toEqual([...Array.from({ length: 248 }, () => null), 3, 3]);
  });

  it('change nothing for a table of an earlier release, which knows of none', () => {
    const { piecesAhead: _, ...earlier } = times;
    const asked = { ...quiet, load: 4 };
    expect(learnedWindow(earlier, { ...asked, piecesAhead: 28 })).toEqual(learnedWindow(earlier, asked));
  });
});

describe('the dishes', () => {
  /** One cook for pizza and one for salad, five minutes each. */
  const outcomes = Array.from({ length: 300 }, (_, place): Outcome => {
    const [pizzas, salads] = [(place * 7) % 9, (place * 5) % 7];
    const isSalad = place % 3 === 0;
    const dishes = {
      own: { [isSalad ? 'salad' : 'pizza']: 1 },
      ahead: { pizza: pizzas, salad: salads },
    };
    const situation = { ...quiet, pieces: 1, piecesAhead: pizzas + salads, dishes };
    return { situation, took: (5 + 5 * (isSalad ? salads : pizzas)) * minute, promised: null };
  });
  const before = outcomes.reduce(learn, noStageTimes);
  const times = learnStations(before, outcomes);
  const asked = { ...quiet, pieces: 1, piecesAhead: 6 };

  it('tell apart who waits for whom', () => {
    const at = (own: string): number =>
      middleOf(learnedWindow(times, { ...asked, dishes: { own: { [own]: 1 }, ahead: { pizza: 6 } } }));
    expect(at('pizza')).toBeGreaterThan(at('salad') + 20);
  });

  it('have one that nobody knows wait like most', () => {
    const { apart } = times.stations!;
    expect(apart).toHaveLength(1);
    const [most] = ['pizza', 'salad'].filter((each) => !apart.includes(each));
    const window = (own: string) =>
      learnedWindow(times, { ...asked, dishes: { own: { [own]: 1 }, ahead: { pizza: 6 } } });
    expect(window('a new dish')).toEqual(window(most!));
  });

  it('stand beside the newest samples, one for each, and go through JSON', () => {
    const [newest] = outcomes;
    const after = learn(learn(times, { ...newest!, situation: quiet }), newest!);
    expect(after.stations?.pieces).toHaveLength(after.samples.length);
    expect(after.stations?.pieces.slice(-2)).toEqual([null, expect.any(Array)]);
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
    expect(JSON.stringify(after).length).toBeLessThan(9_000);
  });

  it('change nothing where nobody passes them, be it in the order or in the table', () => {
    expect(learnedWindow(times, asked)).toEqual(learnedWindow(before, asked));
    const known = { ...asked, dishes: outcomes[0]!.situation.dishes! };
    expect(learnedWindow(before, known)).toEqual(learnedWindow(before, asked));
    expect(before).not.toHaveProperty('stations');
    const unknown = outcomes.map(({ situation: { dishes: _, ...situation }, took }) => ({ situation, took }));
    expect(learnStations(before, unknown)).toEqual(before);
  });

  it('are not used while a table knows them of few orders', () => {
    const few = outcomes.map((outcome, place) =>
      place < 270 ? { ...outcome, situation: { ...outcome.situation, dishes: null } } : outcome,
    );
    const little = { ...times, stations: { ...times.stations!, pieces: few.map(() => null) } };
    const known = { ...asked, dishes: outcomes[0]!.situation.dishes! };
    expect(learnedWindow(little, known)).toEqual(learnedWindow(before, known));
    expect(learnStations(times, few)).not.toHaveProperty('stations');
  });
});

describe('a learned window', () => {
  it('is there from the fiftieth finished order on; until then the rule holds', () => {
    const before = live(noStageTimes, fewestOrders - 1, () => [quiet, 10.5]).times;
    expect(learnedWindow(before, quiet)).toBeNull();
    const after = learn(before, { situation: quiet, took: 10.5 * minute, promised: null });
    expect(learnedWindow(after, quiet)).toEqual({ from: 10 * minute, to: 12 * minute });
  });

  it('is never over before it began, never narrower than two minutes, and in whole minutes', () => {
    fc.assert(
      fc.property(anyTimes, anySituation, (times, situation) => {
        const { from, to } = learnedWindow(times, situation)!;
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to - from).toBeGreaterThanOrEqual(2 * minute);
        expect([from % minute, to % minute]).toEqual([0, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it('is no narrower for a higher level, and begins no later', () => {
    const anyLevel = fc.double({ min: 0, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(anyTimes, anySituation, anyLevel, anyLevel, (times, situation, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const [narrow, wide] = [
          learnedWindow(times, situation, low)!,
          learnedWindow(times, situation, high)!,
        ];
        expect(wide.to - wide.from).toBeGreaterThanOrEqual(narrow.to - narrow.from);
        expect(wide.from).toBeLessThanOrEqual(narrow.from);
      }),
      { numRuns: 30 },
    );
  });

  it('comes later the fuller the kitchen is and the more is in the order, where that is what was seen', () => {
    const chance = chances();
    const { times } = live(noStageTimes, 300, () => {
      const [load, pieces] = [Math.floor(chance.next().value * 10), 1 + Math.floor(chance.next().value * 6)];
      return [{ hourOfWeek: 12, load, pieces }, 5 + 2 * load + pieces + 2 * chance.next().value];
    });
    const at = (load: number, pieces: number): number =>
      middleOf(learnedWindow(times, { hourOfWeek: 12, load, pieces }));
    expect(at(8, 2) - at(0, 2)).toBeCloseTo(16, -1);
    expect(at(3, 6)).toBeGreaterThan(at(3, 1) + 2);
    // Fuller than it ever was: on in the same way.
    expect(at(15, 2)).toBeGreaterThan(at(9, 2) + 5);
  });

  it('is told by the hour where the same load takes longer at that hour', () => {
    const { times } = live(noStageTimes, 250, (place) =>
      place % 2 === 0 ? [{ ...quiet, hourOfWeek: 12 }, 8] : [{ ...quiet, hourOfWeek: 19 }, 20],
    );
    expect(middleOf(learnedWindow(times, { ...quiet, hourOfWeek: 12 }))).toBeLessThan(12);
    expect(middleOf(learnedWindow(times, { ...quiet, hourOfWeek: 19 }))).toBeGreaterThan(16);
  });

  it('forgets how it was', () => {
    const slow = live(noStageTimes, 200, () => [quiet, 30]).times;
    const quick = live(slow, 400, () => [quiet, 10.5]).times;
    expect(middleOf(learnedWindow(quick, quiet))).toBe(11);
    expect(widthOf(learnedWindow(quick, quiet))).toBeLessThanOrEqual(4);
  });
});

describe('four of five orders', () => {
  const spreads = {
    'evenly spread': (chance: number) => 10 + 20 * chance,
    'in a long tail': (chance: number) => 5 + 6 / (1 - 0.98 * chance),
    'of two kinds': (chance: number) => (chance < 0.5 ? 8 + 6 * chance : 25 + 10 * chance),
    'by logarithm': (chance: number) => 12 * Math.exp(2 * (chance - 0.5)),
  };

  it.each(Object.entries(spreads))('come within their windows, %s', (_, minutes) => {
    const chance = chances();
    const { held } = live(noStageTimes, 1_500, () => [quiet, minutes(chance.next().value)]);
    expect(shareOf(held.slice(200))).toBeGreaterThan(0.77);
    expect(shareOf(held.slice(200))).toBeLessThan(0.83);
  });

  it('come within them again soon after the kitchen has become twice as slow, or twice as quick', () => {
    for (const factor of [2, 0.5]) {
      const chance = chances();
      const order = (place: number): [Situation, number] => [
        quiet,
        (place < 600 ? 1 : factor) * (10 + 20 * chance.next().value),
      ];
      const { held } = live(noStageTimes, 900, order);
      const after = held.slice(600 - fewestOrders + 60, 600 - fewestOrders + 260);
      expect(shareOf(after)).toBeGreaterThan(0.73);
      expect(shareOf(after)).toBeLessThan(0.9);
    }
  });
});

describe('what was learned', () => {
  const { times } = live(noStageTimes, 1_000, (place) => [
    { hourOfWeek: place % 168, load: 12, pieces: 3 },
    41,
  ]);

  it('goes through JSON as it is, and takes a few kB however many orders there were', () => {
    const text = JSON.stringify(times);
    expect(JSON.parse(text)).toEqual(times);
    expect(text.length).toBeLessThan(5_000);
    expect(times.finished).toBe(1_000);
  });

  it('is not changed by what is learned after it', () => {
    const before = structuredClone(times);
    learn(times, { situation: quiet, took: minute, promised: learnedWindow(times, quiet) });
    expect(times).toEqual(before);
  });

  it('is the same when it is learned anew from the same orders', () => {
    const order = (place: number): [Situation, number] => [{ ...quiet, load: place % 7 }, 5 + (place % 11)];
    expect(live(noStageTimes, 120, order)).toEqual(live(noStageTimes, 120, order));
  });
});
