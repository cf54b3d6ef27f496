import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Account, type EditPolicies, usualPolicies } from '#libs/contracts';
import { isEnded } from '#libs/order-model';
import { allowedStatuses, automaticMoves, fulfilments } from '#libs/status-machine';
import { attentionsDue } from '../../apps/orders/src/ordering/order/model/attention.ts';
import type { StoredOrder } from '../../apps/orders/src/ordering/order/model/stored-order.ts';
import { timersOf } from '../../apps/orders/src/ordering/order/writing/timers-of.ts';
import { LivingOrder, staff } from './living-order.ts';

const minute = 60_000;
const manager: Account = staff('manager');
/** In minutes. */
const usualWork = new LivingOrder('pickup').order.workMinutes;

const limit = fc.option(fc.integer({ min: 1, max: 120 }));
const policies: fc.Arbitrary<EditPolicies> = fc.record(
  {
    confirm_after_seconds: limit,
    close_after_minutes: limit,
    unaccepted_seconds: limit,
    overdue_minutes: limit,
    uncollected_minutes: limit,
    out_minutes: limit,
    tell_after_minutes: limit,
  },
  { requiredKeys: [] },
);

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('move', 'move', 'move', 'recall', 'delay', 'amend', 'later'),
    choice: fc.nat(100),
    waitMs: fc.nat(20 * minute),
  }),
  { maxLength: 15 },
);
type Step = typeof steps extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

async function take(order: LivingOrder, { kind, choice, waitMs }: Step): Promise<void> {
  order.now += waitMs;
  const { fulfilment, status } = order.order;
  const open = allowedStatuses({ fulfilment, status, role: manager.role });
  const to = open[choice % Math.max(1, open.length)];
  const wanted = new Date(order.now + (10 + choice) * minute).toISOString();
  if (kind === 'recall') await order.recall(manager);
  else if (kind === 'delay') await order.delay(1 + choice, manager);
  else if (kind === 'amend') await order.amend({ table: String(choice) }, manager);
  else if (kind === 'later') await order.amend({ scheduled_for: wanted }, manager);
  else if (to !== undefined) await order.move(to, manager);
}

/** Which of the machine's deadlines the order's restaurant keeps. */
function isKept({ restaurant, history, scheduledFor }: StoredOrder, deadline: string): boolean {
  const { confirm_after_seconds, close_after_minutes } = { ...usualPolicies, ...restaurant.policies };
  const kept: Readonly<Record<string, boolean>> = {
    release: scheduledFor !== null,
    accept: history.at(-1)?.acceptBy !== null,
    confirm: confirm_after_seconds !== null,
    close: close_after_minutes !== null,
  };
  return kept[deadline] === true;
}

const lives = (property: (order: StoredOrder, now: number) => void): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fulfilments),
      fc.boolean(),
      policies,
      steps,
      async (kind, later, kept, all) => {
        const order = new LivingOrder(kind, later);
        for (const step of all) {
          await take(order, step);
          const { restaurant } = order.order;
          const known = order.order.history.at(-1)?.recordedAt ?? 0;
          property(
            {
              ...order.order,
              restaurant: { ...restaurant, policies: { ...restaurant.policies, ...kept } },
            },
            known,
          );
        }
      },
    ),
    { numRuns: 200 },
  );

const kindsOf = (order: StoredOrder): readonly string[] => timersOf(order).map(({ kind }) => kind);

describe('the timers of an order', () => {
  it('are the machine’s deadlines that the restaurant keeps, and no other', () =>
    lives((order) => {
      const deadlines = automaticMoves(order.fulfilment, order.status).map(({ deadline }) => deadline);
      expect(kindsOf(order).filter((kind) => kind !== 'tell' && kind !== 'attention')).toEqual(
        deadlines.filter((deadline) => isKept(order, deadline)),
      );
    }));

  it('have one for the next call for attention, where one is still to come', () =>
    lives((order, now) => {
      const coming = attentionsDue(order).filter(({ since }) => since > now);
      const timers = timersOf(order).filter(({ kind }) => kind === 'attention');
      expect(timers.map(({ dueAt }) => dueAt)).toEqual(
        coming
          .map(({ since }) => since)
          .sort((one, other) => one - other)
          .slice(0, 1),
      );
    }));

  it('bring an order for later to the kitchen so early that it keeps what is promised', () =>
    lives((order) => {
      const [release] = timersOf(order).filter(({ kind }) => kind === 'release');
      if (release === undefined) return;
      const { readyTo, type } = order.history.at(-1) ?? {};
      const early = (readyTo ?? 0) - (order.workMinutes + 5) * minute;
      if (type === 'recalled') expect(release.dueAt).toBeGreaterThanOrEqual(early);
      else if (order.history.every((entry) => entry.type !== 'recalled')) expect(release.dueAt).toBe(early);
    }));

  it('tell of a delay only while something is promised, and after that is over', () =>
    lives((order) => {
      const [tell] = timersOf(order).filter(({ kind }) => kind === 'tell');
      const { readyTo, arrivesTo } = order.history.at(-1) ?? {};
      const promised = order.status === 'scheduled' || isEnded(order.status) ? null : (readyTo ?? arrivesTo);
      const isKept = (order.restaurant.policies.tell_after_minutes ?? null) !== null;
      expect(tell !== undefined).toBe(isKept && typeof promised === 'number');
      if (tell !== undefined) expect(tell.dueAt).toBeGreaterThan(promised ?? 0);
    }));

  it('are of the version that set them, and undo no recall in the same moment', () =>
    lives((order, now) => {
      const isRecalled = order.history.at(-1)?.type === 'recalled';
      for (const { version, kind, dueAt } of timersOf(order)) {
        expect(version).toBe(order.version);
        if (isRecalled && kind !== 'tell' && kind !== 'attention')
          expect(dueAt).toBeGreaterThanOrEqual(now + 5 * minute);
      }
    }));
});

describe('what an order for later is promised', () => {
  it('is, while it is scheduled, when it was wanted last, later by all that it was delayed since', () =>
    lives(({ history, status, scheduledFor, fulfilment }) => {
      if (status !== 'scheduled') return;
      const wanted = history.findLastIndex(
        ({ type, amendment }) => type === 'placed' || amendment?.changed.includes('scheduled_for'),
      );
      const later = history.slice(wanted).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) * minute;
      const { readyTo, arrivesTo } = history.at(-1) ?? {};
      expect(fulfilment === 'delivery' ? arrivesTo : readyTo).toBe((scheduledFor ?? 0) + later);
    }));

  it('takes the kitchen no longer for what it was delayed before the kitchen had it', () =>
    lives(({ history, workMinutes }) => {
      const first = history.findLastIndex(({ status }) => status === 'scheduled') + 1;
      const later = history.slice(first).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
      expect(workMinutes).toBe(usualWork + later);
    }));

  it('is no earlier, once the kitchen has it, than it was wanted and delayed', () =>
    lives(({ history, fulfilment }) => {
      const last = history.findLastIndex(({ status }) => status === 'scheduled');
      const [wanted, newest] = [history[last], history.at(-1)];
      if (wanted === undefined || newest === undefined || newest.status === 'out_for_delivery') return;
      const later = history.slice(last + 1).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) * minute;
      if (newest.readyTo !== null)
        expect(newest.readyTo).toBeGreaterThanOrEqual((wanted.readyTo ?? 0) + later);
      if (newest.arrivesTo !== null && fulfilment === 'delivery')
        expect(newest.arrivesTo).toBeGreaterThanOrEqual((wanted.arrivesTo ?? 0) + later);
    }));
});
