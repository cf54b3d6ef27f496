import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChangeType } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import { allowedStatuses } from './next-status.ts';
import { planRecall, type StandingChange } from './recall.ts';
import { Role } from './role.ts';
import { RecallNotPossibleError, StepNotYoursError } from './status-machine.errors.ts';
import { Status } from './status.ts';

const minute = 60_000;
const windowMs = 10 * minute;

type HistoryRecord = StandingChange & { readonly type: ChangeType; readonly corrects?: number };
type Told = Status | 'delay' | { readonly corrects: number; readonly status: Status };

const entryOf = (told: Told, version: number, before: Status): HistoryRecord => {
  const recordedAt = version * minute;
  if (told === 'delay') return { version, type: 'delayed', status: before, recordedAt };
  if (typeof told === 'object') return { version, type: 'recalled', ...told, recordedAt };
  return { version, type: version === 1 ? 'placed' : 'status_changed', status: told, recordedAt };
};

/** A history told in short, one version a minute, frozen throughout. */
const historyOf = (...story: readonly Told[]): readonly HistoryRecord[] =>
  Object.freeze(
    story.reduce<readonly HistoryRecord[]>((history, told) => {
      const before = history.at(-1)?.status ?? Status.Pending;
      return [...history, Object.freeze(entryOf(told, history.length + 1, before))];
    }, []),
  );

const plan = (history: readonly HistoryRecord[], role: Role = Role.Manager, now = 6 * minute) =>
  planRecall(Object.freeze({ standing: standingChanges(history), role, now, windowMs }));

const refusalOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (refusal) {
    return refusal;
  }
};

describe('a recall', () => {
  it.each([
    {
      rule: 'undoes the latest change',
      story: ['pending', 'confirmed', 'cooking'],
      undoes: [3, 'cooking', 'confirmed'],
    },
    { rule: 'undoes the only change', story: ['pending', 'confirmed'], undoes: [2, 'confirmed', 'pending'] },
    {
      rule: 'made a second time goes one further back',
      story: ['pending', 'confirmed', 'cooking', { corrects: 3, status: 'confirmed' }],
      undoes: [2, 'confirmed', 'pending'],
    },
    {
      rule: 'after a new change undoes that one, back to what the first recall restored',
      story: ['pending', 'confirmed', 'cooking', { corrects: 3, status: 'confirmed' }, 'ready'],
      undoes: [5, 'ready', 'confirmed'],
    },
    {
      rule: 'passes over what is corrected on both sides of a new change',
      story: [
        'pending',
        'confirmed',
        'cooking',
        { corrects: 3, status: 'confirmed' },
        'ready',
        { corrects: 5, status: 'confirmed' },
      ],
      undoes: [2, 'confirmed', 'pending'],
    },
    {
      rule: 'passes over a delay after the change',
      story: ['pending', 'confirmed', 'cooking', 'delay'],
      undoes: [3, 'cooking', 'confirmed'],
    },
    {
      rule: 'passes over a delay before the change',
      story: ['pending', 'confirmed', 'delay', 'cooking'],
      undoes: [4, 'cooking', 'confirmed'],
    },
    {
      rule: 'undoes a completion',
      story: ['pending', 'ready', 'completed'],
      undoes: [3, 'completed', 'ready'],
    },
    {
      rule: 'undoes a cancellation',
      story: ['pending', 'cooking', 'cancelled'],
      undoes: [3, 'cancelled', 'cooking'],
    },
    { rule: 'undoes a rejection', story: ['pending', 'rejected'], undoes: [2, 'rejected', 'pending'] },
    {
      rule: 'of a second try takes the order back to the failed one',
      story: ['pending', 'ready', 'out_for_delivery', 'delivery_failed', 'out_for_delivery'],
      undoes: [5, 'out_for_delivery', 'delivery_failed'],
    },
  ] as const)('$rule', ({ story, undoes: [corrects, from, status] }) => {
    expect(plan(historyOf(...story))).toEqual({ corrects, from, status });
  });

  it.each([
    { state: 'has only been placed', story: ['pending'] },
    { state: 'was only delayed', story: ['pending', 'delay'] },
    {
      state: 'has had its only change recalled',
      story: ['pending', 'confirmed', { corrects: 2, status: 'pending' }],
    },
  ] as const)('is refused where an order $state', ({ story }) => {
    const refusal = refusalOf(() => plan(historyOf(...story)));

    expect(refusal).toBeInstanceOf(RecallNotPossibleError);
    expect(refusal).toMatchObject({ code: 'recall_not_possible', why: 'nothing_to_undo' });
  });

  it('still reaches a change at the very end of the window, and none a millisecond older', () => {
    const history = historyOf('pending', 'confirmed');
    const end = 2 * minute + windowMs;

    expect(plan(history, Role.Manager, end)).toMatchObject({ corrects: 2 });
    expect(refusalOf(() => plan(history, Role.Manager, end + 1))).toMatchObject({
      code: 'recall_not_possible',
      why: 'window_over',
    });
  });

  it('measures the window by the change it undoes, not by the delay or recall after it', () => {
    const history = historyOf(
      'pending',
      'confirmed',
      'cooking',
      { corrects: 3, status: 'confirmed' },
      'delay',
    );

    expect(refusalOf(() => plan(history, Role.Manager, 2 * minute + windowMs + 1))).toMatchObject({
      why: 'window_over',
    });
  });
});

describe('who may recall', () => {
  const cooked = historyOf('pending', 'confirmed', 'cooking');
  const delivered = historyOf('pending', 'ready', 'out_for_delivery', 'delivered');
  const closed = historyOf('pending', 'ready', 'completed');
  const placed = historyOf('pending');
  const late = 60 * minute;

  it.each([Role.Admin, Role.Manager, Role.Cashier, Role.Device])('%s may undo any step', (role) => {
    expect([cooked, delivered, closed].map((history) => plan(history, role).corrects)).toEqual([3, 4, 3]);
  });

  it("the kitchen undoes its own steps, and no driver's or cashier's", () => {
    expect(plan(cooked, Role.Kitchen)).toEqual({ corrects: 3, from: 'cooking', status: 'confirmed' });
    expect(refusalOf(() => plan(delivered, Role.Kitchen))).toBeInstanceOf(StepNotYoursError);
    expect(refusalOf(() => plan(closed, Role.Kitchen))).toBeInstanceOf(StepNotYoursError);
  });

  it("a courier undoes a delivery, and nothing of the kitchen's", () => {
    expect(plan(delivered, Role.Courier)).toEqual({
      corrects: 4,
      from: 'delivered',
      status: 'out_for_delivery',
    });
    expect(refusalOf(() => plan(cooked, Role.Courier))).toMatchObject({
      code: 'forbidden',
      role: 'courier',
      to: 'cooking',
      message:
        'The role courier may not recall cooking: only out_for_delivery, delivered, or delivery_failed.',
    });
  });

  it('a customer undoes nothing, not even an own cancel', () => {
    const refusals = [cooked, delivered, closed, placed, historyOf('pending', 'cancelled')].map((history) =>
      refusalOf(() => plan(history, Role.Customer)),
    );

    expect(refusals.map((refusal) => refusal instanceof StepNotYoursError)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(refusals.at(-1)).toMatchObject({
      message: 'The role customer may not recall cancelled: there is nothing that this role may recall.',
    });
  });

  it('a step that is not theirs stays forbidden after the window', () => {
    expect(refusalOf(() => plan(delivered, Role.Kitchen, late))).toBeInstanceOf(StepNotYoursError);
    expect(refusalOf(() => plan(delivered, Role.Courier, late))).toMatchObject({ why: 'window_over' });
  });

  it('with nothing to undo, the kitchen hears so', () => {
    expect(refusalOf(() => plan(placed, Role.Kitchen))).toMatchObject({ why: 'nothing_to_undo' });
  });
});

describe('any day of an order', () => {
  type Day = { readonly history: readonly HistoryRecord[]; readonly stack: readonly Status[] };

  const placed: Day = { history: historyOf('pending'), stack: [Status.Pending] };

  const add = ({ history }: Day, told: Told): readonly HistoryRecord[] => [
    ...history,
    entryOf(told, history.length + 1, history.at(-1)?.status ?? Status.Pending),
  ];

  const recall = (day: Day): Day => {
    if (day.stack.length === 1) return day;
    const standing = standingChanges(day.history);
    const { corrects, status } = planRecall({ standing, role: Role.Admin, now: 0, windowMs });
    return { history: add(day, { corrects, status }), stack: day.stack.slice(0, -1) };
  };

  const move = (day: Day, pick: number): Day => {
    const status = day.stack.at(-1) ?? Status.Pending;
    const open = allowedStatuses({ fulfilment: 'delivery', status, role: Role.Admin });
    const to = open[pick % Math.max(open.length, 1)];
    return to === undefined ? day : { history: add(day, to), stack: [...day.stack, to] };
  };

  const live = (day: Day, pick: number): Day => {
    if (pick % 5 === 0) return { ...day, history: add(day, 'delay') };
    return pick % 5 < 3 ? recall(day) : move(day, pick);
  };

  it('stands as if what was recalled had never been', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 40 }), (picks) => {
        const { history, stack } = picks.reduce(live, placed);

        expect(standingChanges(history).map(({ status }) => status)).toEqual(stack);
        expect(history.at(-1)?.status).toBe(stack.at(-1));
      }),
    );
  });
});
