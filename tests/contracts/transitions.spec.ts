import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, updateResultSchema } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';
import { Screen } from '../support/screens.ts';
import { type Asker, askers, refusal, World } from './contract-world.ts';

const table: Readonly<Record<'all' | Fulfilment, Partial<Record<Status, readonly Status[]>>>> = {
  all: {
    scheduled: ['pending', 'rejected', 'cancelled'],
    pending: ['confirmed', 'preparing', 'cooking', 'ready', 'rejected', 'cancelled'],
    confirmed: ['preparing', 'cooking', 'ready', 'cancelled'],
    preparing: ['cooking', 'ready', 'cancelled'],
    cooking: ['ready', 'cancelled'],
    cancelled: [],
    rejected: [],
    completed: [],
  },
  delivery: {
    ready: ['out_for_delivery', 'cancelled'],
    out_for_delivery: ['delivered', 'delivery_failed', 'cancelled'],
    delivery_failed: ['out_for_delivery', 'cancelled'],
    delivered: ['completed'],
  },
  pickup: { ready: ['completed', 'cancelled'] },
  dine_in: { ready: ['served', 'cancelled'], served: ['completed'] },
};

/** The shortest way to a status. */
const ways: Readonly<Record<string, readonly Status[]>> = {
  'delivery scheduled': [],
  'pickup scheduled': [],
  'dine_in scheduled': [],
  'delivery pending': [],
  'delivery confirmed': ['confirmed'],
  'delivery preparing': ['preparing'],
  'delivery cooking': ['cooking'],
  'delivery ready': ['ready'],
  'delivery out_for_delivery': ['ready', 'out_for_delivery'],
  'delivery delivered': ['ready', 'out_for_delivery', 'delivered'],
  'delivery delivery_failed': ['ready', 'out_for_delivery', 'delivery_failed'],
  'delivery completed': ['ready', 'out_for_delivery', 'delivered', 'completed'],
  'delivery cancelled': ['cancelled'],
  'delivery rejected': ['rejected'],
  'pickup ready': ['ready'],
  'pickup completed': ['ready', 'completed'],
  'dine_in cooking': ['cooking'],
  'dine_in ready': ['ready'],
  'dine_in served': ['ready', 'served'],
};

const kitchenSteps: readonly Status[] = ['confirmed', 'preparing', 'cooking', 'ready'];
const courierSteps: readonly Status[] = ['out_for_delivery', 'delivered', 'delivery_failed'];
const everything: readonly Status[] = [
  'scheduled',
  ...kitchenSteps,
  ...courierSteps,
  'pending',
  'served',
  'completed',
  'cancelled',
  'rejected',
];
const stepsOf: Readonly<Record<Asker, readonly Status[]>> = {
  admin: everything,
  manager: everything,
  cashier: everything,
  device: everything,
  kitchen: kitchenSteps,
  courier: courierSteps,
  customer: [],
  guest: [],
};
const needsReason: readonly Status[] = ['cancelled', 'rejected', 'delivery_failed'];
const bodyFor = (status: Status): object => ({
  status,
  ...(needsReason.includes(status) ? { reason: 'other' } : {}),
});
const sorted = (list: readonly Status[] | undefined): Status[] => [...(list ?? [])].sort();
const openFrom = (fulfilment: Fulfilment, status: Status): readonly Status[] =>
  table[fulfilment][status] ?? table.all[status] ?? [];

const tomorrow = (): string => new Date(Date.now() + 24 * 3_600_000).toISOString();

describe('Moving an order', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function orderAt(way: string): Promise<Order> {
    const cashier = await world.as('cashier');
    const [fulfilment, status] = way.split(' ') as [Fulfilment, Status];
    const order = await (
      await world.as('customer')
    ).place({ fulfilment, ...(status === 'scheduled' && { scheduled_for: tomorrow() }) });
    for (const status of ways[way] ?? [])
      await cashier.change(order.order_id, 'update-status', bodyFor(status));
    return order;
  }

  it.each(Object.keys(ways))(
    'tells each of the staff where they may take a %s order, and no one else',
    async (way) => {
      const [fulfilment, status] = way.split(' ') as [Fulfilment, Status];
      const order = await orderAt(way);
      for (const name of askers) {
        const { allowed } = await (await world.asker(name, order)).snapshot(order.order_id);
        const stranger = name === 'customer' || name === 'guest';
        expect({ name, allowed: allowed && sorted(allowed) }).toEqual({
          name,
          allowed: stranger
            ? undefined
            : sorted(openFrom(fulfilment, status).filter((to) => stepsOf[name].includes(to))),
        });
      }
    },
  );

  it.each(Object.keys(ways))(
    'judges every step from %s for everyone: the role first, then the way',
    async (way) => {
      const [fulfilment, from] = way.split(' ') as [Fulfilment, Status];
      const order = await orderAt(way);
      const version = (await (await world.as('cashier')).snapshot(order.order_id)).version;
      for (const name of askers) {
        const caller = await world.asker(name, order);
        for (const to of everything.filter(
          (step) =>
            step !== from && !(openFrom(fulfilment, from).includes(step) && stepsOf[name].includes(step)),
        )) {
          const problem = refusal(await caller.change(order.order_id, 'update-status', bodyFor(to)));
          const seen = {
            name,
            to,
            code: problem.code,
            facts: [problem.from, problem.to, problem.version],
            allowed: problem.allowed && sorted(problem.allowed),
          };
          const notTheirs = {
            name,
            to,
            code: 'forbidden',
            facts: [undefined, undefined, undefined],
            allowed: undefined,
          };
          const allowed = sorted(openFrom(fulfilment, from).filter((step) => stepsOf[name].includes(step)));
          const noWay = { name, to, code: 'transition_not_allowed', facts: [from, to, version], allowed };
          expect(seen).toEqual(stepsOf[name].includes(to) ? noWay : notTheirs);
        }
      }
      expect(await world.versionsOf(order.order_id)).toHaveLength(version);
    },
  );

  it.each(Object.keys(ways).filter((way) => !/completed|cancelled|rejected/.test(way)))(
    'takes a %s order to every status that the table names',
    async (way) => {
      const [fulfilment, from] = way.split(' ') as [Fulfilment, Status];
      for (const to of openFrom(fulfilment, from)) {
        const order = await orderAt(way);
        const mover: Asker = courierSteps.includes(to)
          ? 'courier'
          : kitchenSteps.includes(to)
            ? 'kitchen'
            : 'device';
        const answer = await (
          await world.asker(mover, order)
        ).change(order.order_id, 'update-status', bodyFor(to));
        const { status, order_status, result, version, status_history } = updateResultSchema.parse(
          answer.body,
        );
        const versionBefore = (ways[way]?.length ?? 0) + 1;
        expect({ code: answer.status, status, order_status, result, version }).toEqual({
          code: 200,
          status: to,
          order_status: to,
          result: 'applied',
          version: versionBefore + 1,
        });
        expect(status_history.map((entry) => entry.version)).toEqual(
          Array.from({ length: version }, (_, index) => index + 1),
        );
      }
    },
  );

  it.each(needsReason)('asks why an order becomes %s', async (to) => {
    const order = await orderAt(to === 'delivery_failed' ? 'delivery out_for_delivery' : 'delivery pending');
    const cashier = await world.as('cashier');
    const problem = refusal(await cashier.change(order.order_id, 'update-status', { status: to }));
    expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ path: 'reason' }] });
    expect(
      refusal(await cashier.change(order.order_id, 'update-status', { status: to, reason: 'because' })).code,
    ).toBe('invalid_request');
    const { body } = await cashier.change(order.order_id, 'update-status', {
      status: to,
      reason: 'no_answer',
    });
    expect(updateResultSchema.parse(body).status_history.at(-1)).toMatchObject({
      status: to,
      reason: 'no_answer',
    });
  });

  it('asks staff why they cancel, and customers not', async () => {
    const [cashier, customer] = [await world.as('cashier'), await world.as('customer')];
    const ours = await customer.place();
    expect(refusal(await cashier.change(ours.order_id, 'cancel', {})).code).toBe('invalid_request');
    const { status, body } = await customer.change(ours.order_id, 'cancel');
    expect([status, updateResultSchema.parse(body).status]).toEqual([200, 'cancelled']);
  });

  it('lets customers cancel an own order only while it is pending, and no one else’s', async () => {
    const [cashier, customer, other] = [
      await world.as('cashier'),
      await world.as('customer'),
      await world.as('other-customer'),
    ];
    const order = await customer.place();
    expect(refusal(await other.change(order.order_id, 'cancel', {})).code).toBe('forbidden');
    await cashier.move(order.order_id, 'confirmed');
    expect(refusal(await customer.change(order.order_id, 'cancel', {}))).toMatchObject({
      code: 'transition_not_allowed',
      from: 'confirmed',
      to: 'cancelled',
      allowed: [],
      version: 2,
    });
    expect(refusal(await customer.guest(order).change(order.order_id, 'cancel', {})).code).toBe('forbidden');
    expect(
      refusal(await (await world.as('kitchen')).change(order.order_id, 'cancel', { reason: 'other' })).code,
    ).toBe('forbidden');
  });

  it('calls a status that does not exist unknown', async () => {
    const order = await orderAt('pickup ready');
    for (const status of ['Ready', 'READY ', 'picked_up', '', '__proto__', 'constructor']) {
      const answer = await (await world.as('cashier')).change(order.order_id, 'update-status', { status });
      expect({ status, code: refusal(answer).code, http: answer.status }).toEqual({
        status,
        code: 'unknown_status',
        http: 400,
      });
    }
  });

  it('answers a status that the order already has without a new version or a word to those who follow', async () => {
    const cashier = await world.as('cashier');
    const order = await orderAt('delivery cooking');
    const screen = await Screen.open(world.url, cashier.guest(order).token ?? '');
    const { status, body } = await cashier.change(order.order_id, 'update-status', {
      status: 'cooking',
      notes: 'again',
    });
    expect([status, updateResultSchema.parse(body)]).toEqual([
      200,
      expect.objectContaining({ result: 'already_applied', version: 2, status: 'cooking' }),
    ]);
    expect(
      refusal(
        await (await world.as('courier')).change(order.order_id, 'update-status', { status: 'cooking' }),
      ).code,
    ).toBe('forbidden');
    await cashier.move(order.order_id, 'ready');
    await screen.frame(3);
    expect([screen.versions, await world.versionsOf(order.order_id)]).toEqual([[3], [1, 2, 3]]);
    screen.close();
  });

  it('lets a POS do only what its scopes say', async () => {
    const reader = await world.device(['orders:read']);
    const order = await orderAt('pickup ready');
    const tried = [
      await reader.change(order.order_id, 'update-status', { status: 'completed' }),
      await reader.change(order.order_id, 'recall', { reason: 'mistake' }),
      await reader.post('/api/v1/online/orders/', {
        fulfilment: 'pickup',
        items: [{ name: 'Tea', quantity: 1 }],
      }),
    ];
    expect(tried.map((answer) => refusal(answer).code)).toEqual(['forbidden', 'forbidden', 'forbidden']);
    const writer = await world.device(['status:write']);
    expect((await writer.move(order.order_id, 'completed')).status).toBe('completed');
    expect(refusal(await writer.get('/api/v1/online/orders/')).code).toBe('forbidden');
  });

  it('has no place for orders of kitchen and courier', async () => {
    for (const name of ['kitchen', 'courier']) {
      const answer = await (
        await world.as(name)
      ).post('/api/v1/online/orders/', { fulfilment: 'pickup', items: [{ name: 'Tea', quantity: 1 }] });
      expect(refusal(answer).code).toBe('forbidden');
    }
  });
});
