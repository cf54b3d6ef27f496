import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Account, type AmendOrder, itemStates, type Order, type Snapshot } from '#libs/contracts';
import { advance, advanceCard, mergeAnswer, snapshotSince } from '#libs/order-model';
import { allowedStatuses, type Fulfilment, fulfilments } from '#libs/status-machine';
import { KeptSnapshot } from '../../apps/tracking-gateway/src/snapshots/kept-snapshot.ts';
import { LivingOrder, staff } from './living-order.ts';
import { asFrameSays, asFrameSaysOnCard, cardOf, frameOf, snapshotFor } from './shown-order.ts';

const minute = 60_000;
const customer = { kind: 'customer' } as const;
const kitchen = { kind: 'staff', role: 'kitchen' } as const;

/** What someone tries next with an order; the rules may say no. */
interface Attempt {
  readonly kind: 'move' | 'recall' | 'delay' | 'amend';
  readonly choice: number;
  readonly notes: string;
  readonly internalNotes: string;
  /** How long it had happened before it was told; null where it was told at once. */
  readonly offlineMinutes: number | null;
  /** How long after the attempt before. */
  readonly waitMs: number;
}

const words = fc.constantFrom('', '', '', 'No egg', '👨‍🍳 "now"');
const attempts: fc.Arbitrary<readonly Attempt[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('move', 'move', 'move', 'recall', 'delay', 'amend'),
    choice: fc.nat(100),
    notes: words,
    internalNotes: words,
    offlineMinutes: fc.option(fc.nat(120)),
    waitMs: fc.nat(15 * minute),
  }),
  { maxLength: 30 },
);

const manager: Account = staff('manager');

/** What a choice amends: each part by itself, and several at once. */
function amendments(choice: number): Omit<AmendOrder, 'customer'> {
  const state = itemStates[choice % itemStates.length]!;
  const all = {
    payment: { status: choice % 2 === 0 ? ('paid' as const) : ('unpaid' as const) },
    items: [{ line: 1 + (choice % 2), state }],
    adjustments: [{ kind: 'tip' as const, amount: choice }],
    total: { amount: choice },
    table: String(choice),
  };
  const parts = Object.entries(all).filter((_, index) => ((choice >> index) & 1) === 1);
  return parts.length === 0 ? { payment: all.payment } : Object.fromEntries(parts);
}

async function tried(order: LivingOrder, attempt: Attempt): Promise<boolean> {
  order.now += attempt.waitMs;
  const { kind, choice, notes, internalNotes: internal_notes, offlineMinutes } = attempt;
  if (kind === 'recall') return order.recall(manager);
  if (kind === 'delay') return order.delay(1 + choice, manager, notes);
  if (kind === 'amend') return order.amend(amendments(choice), manager);
  const { fulfilment, status } = order.order;
  const open = allowedStatuses({ fulfilment, status, role: manager.role });
  const to = open[choice % Math.max(1, open.length)];
  if (to === undefined) return false;
  const occurred_at = new Date(order.now - (offlineMinutes ?? 0) * minute).toISOString();
  return order.move(to, manager, { notes, internal_notes, ...(offlineMinutes !== null && { occurred_at }) });
}

interface Shown {
  readonly customer: Snapshot;
  readonly staff: Snapshot;
  readonly card: Order;
}

const shownBy = (order: LivingOrder): Shown => ({
  customer: snapshotFor(order, customer),
  staff: snapshotFor(order, kitchen),
  card: cardOf(order),
});

const lived = new Set<string>();

/** Lives an order from its placing on. @param each is shown every version, and the one before */
async function live(
  [fulfilment, isScheduled]: readonly [Fulfilment, boolean],
  day: readonly Attempt[],
  each: (order: LivingOrder, before: Shown, now: Shown) => void,
): Promise<void> {
  const order = new LivingOrder(fulfilment, isScheduled);
  let before = shownBy(order);
  for (const attempt of day) {
    if (!(await tried(order, attempt))) continue;
    const now = shownBy(order);
    each(order, before, now);
    before = now;
    const { type, status } = now.customer.status_history.at(-1)!;
    lived.add(type).add(status);
  }
}

const kinds = fc.tuple(fc.constantFrom(...fulfilments), fc.boolean());

const always = (judge: Parameters<typeof live>[2]): Promise<void> =>
  fc.assert(
    fc.asyncProperty(kinds, attempts, (kind, day) => live(kind, day, judge)),
    { numRuns: 200 },
  );

describe('one version later', () => {
  it('the customer’s snapshot is what orders makes of it', () =>
    always((order, before, now) => {
      expect(advance(before.customer, frameOf(order))).toStrictEqual(now.customer);
    }));

  it('the staff’s is too, save for names, internal notes and what may be done now', () =>
    always((order, before, now) => {
      expect(advance(before.staff, frameOf(order))).toStrictEqual(asFrameSays(now.staff));
    }));

  it('the board’s card is too, save for those and for what can be taken back', () =>
    always((order, before, now) => {
      const frame = frameOf(order);
      const { allowed, recallable, ...card } = advanceCard(before.card, frame);

      expect([allowed, recallable]).toEqual([undefined, undefined]);
      expect(card).toStrictEqual(asFrameSaysOnCard(now.card, before.card, frame));
    }));

  it('all of them were updated at the same moment: when orders wrote it down', () =>
    always((order, before, now) => {
      const frame = frameOf(order);
      const shown = [advance(before.customer, frame), advanceCard(before.card, frame), now.staff, now.card];

      expect(new Set(shown.map(({ updated_at }) => updated_at))).toEqual(
        new Set([new Date(order.now).toISOString()]),
      );
    }));

  it('what the gateway kept is it, whenever it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, attempts, fc.nat(6), async (kind, day, every) => {
        const first = new LivingOrder(...kind);
        const { orderId: order_id, restaurantId: restaurant_id, customerId: customer_id } = first.order;
        const snapshot = snapshotFor(first, customer);
        const kept = new KeptSnapshot({ order_id, restaurant_id, customer_id, snapshot });
        await live(kind, day, (order, _, now) => {
          expect(kept.take(frameOf(order))).toBe(true);
          if (now.customer.version % (every + 1) === 0)
            expect(kept.read().snapshot).toStrictEqual(now.customer);
        });
      }),
    );
  });

  it('an answer to whoever knows an earlier version leads there too', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, attempts, fc.nat(30), async (kind, day, missed) => {
        const known: Snapshot[] = [];
        await live(kind, day, (_, before, now) => {
          known.push(before.customer);
          const since = known.at(Math.max(0, known.length - 1 - missed))!;
          expect(mergeAnswer(since, snapshotSince(now.customer, since.version))).toStrictEqual(now.customer);
        });
      }),
    );
  });

  it('went through everything that can happen to an order', () => {
    expect([...lived].toSorted()).toEqual(
      [
        ...['status_changed', 'recalled', 'delayed', 'amended'],
        ...[
          'scheduled',
          'pending',
          'confirmed',
          'preparing',
          'cooking',
          'ready',
          'out_for_delivery',
          'delivery_failed',
        ],
        ...['delivered', 'served', 'completed', 'cancelled', 'rejected'],
      ].toSorted(),
    );
  });
});
