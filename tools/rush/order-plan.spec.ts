import { describe, expect, it } from '@jest/globals';
import { type ChangeType, placeOrderSchema } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import {
  allowedStatuses,
  planRecall,
  Role,
  type StandingChange,
  Status,
  statuses,
} from '#libs/status-machine';
import { type OrderPlan, planOrder, type Step } from './order-plan.ts';
import { seededRandom } from './random.ts';

const plans = (count: number): OrderPlan[] => {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => planOrder(random));
};

const wishOf = ({ verb, body }: Step): Status | undefined =>
  verb === 'cancel' ? Status.Cancelled : statuses.find((status) => status === body['status']);

type Entry = StandingChange & { readonly type: ChangeType; readonly corrects?: number };

/** Walks the plan by the rules of the status machine. @returns the statuses it ended in and was refused */
function walked({ order: { fulfilment }, steps }: OrderPlan): {
  readonly end: Status;
  readonly refused: Status[];
} {
  const history: Entry[] = [{ version: 1, type: 'placed', status: Status.Pending, recordedAt: 0 }];
  const refused: Status[] = [];
  const end = steps.reduce<Status>((status, step) => {
    const version = history.length + 1;
    const to = wishOf(step);
    if (step.verb === 'recall') {
      const plan = planRecall({
        standing: standingChanges(history),
        role: Role.Cashier,
        now: 0,
        windowMs: 1,
      });
      history.push({
        version,
        type: 'recalled',
        status: plan.status,
        corrects: plan.corrects,
        recordedAt: 0,
      });
      return plan.status;
    }
    if (to === undefined || !allowedStatuses({ fulfilment, status, role: Role.Cashier }).includes(to)) {
      if (to !== undefined) refused.push(to);
      return status;
    }
    history.push({ version, type: 'status_changed', status: to, recordedAt: 0 });
    return to;
  }, Status.Pending);
  return { end, refused };
}

describe('the plan of a rush', () => {
  it('is the same for the same seed', () => {
    expect(plans(50)).toEqual(plans(50));
  });

  it('places orders that the API takes', () => {
    for (const { order } of plans(300)) expect(placeOrderSchema.parse(order)).toEqual(order);
  });

  it('leads every order to an end, by steps that the rules allow, save for taps on the wrong button', () => {
    for (const plan of plans(1_000)) {
      const { end, refused } = walked(plan);
      expect([Status.Completed, Status.Cancelled, Status.Rejected]).toContain(end);
      expect(refused.filter((status) => status !== Status.Delivered)).toEqual([]);
    }
  });

  it('has all three kinds of order, and everything that goes wrong on a busy evening', () => {
    const all = plans(1_000);
    const kinds = new Set(all.map(({ order }) => order.fulfilment));
    const verbs = new Set(all.flatMap(({ steps }) => steps.map(({ verb }) => verb)));
    const reached = new Set(all.map((plan) => walked(plan).end));

    expect(kinds).toEqual(new Set(['delivery', 'pickup', 'dine_in']));
    expect(verbs).toEqual(new Set(['update-status', 'recall', 'delay', 'cancel']));
    expect(reached).toEqual(new Set(['completed', 'cancelled', 'rejected']));
    expect(all.some((plan) => walked(plan).refused.length > 0)).toBe(true);
  });
});
