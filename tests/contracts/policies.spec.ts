import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Restaurant, restaurantSchema, usualPolicies } from '#libs/contracts';
import type { Api } from '../support/api.ts';
import { refusal, rivalManager, World } from './contract-world.ts';

const path = '/api/v1/restaurant';

let world: World;
let manager: Api;
let cashier: Api;
beforeAll(async () => {
  world = await World.open();
  [manager, cashier] = [await world.as('manager'), await world.as('cashier')];
});
afterAll(() => world.close());

const patch = async (wish: object): Promise<Restaurant> => {
  const { status, body } = await manager.send('PATCH', path, wish);
  return (expect(status).toBe(200), restaurantSchema.strict().parse(body));
};

describe('The policies of a restaurant', () => {
  it('are the usual ones where it has said nothing', async () => {
    const rival = await world.as(rivalManager);
    expect(restaurantSchema.parse((await rival.get(path)).body).policies).toEqual(usualPolicies);
  });

  it('change by those that a PATCH names, and null turns one off', async () => {
    await patch({ policies: { accept_within_seconds: 300, out_minutes: 40 } });
    const { policies } = await patch({ policies: { out_minutes: null, close_after_minutes: null } });
    expect(policies).toEqual({
      ...usualPolicies,
      accept_within_seconds: 300,
      close_after_minutes: null,
      out_minutes: null,
    });
    expect(restaurantSchema.parse((await cashier.get(path)).body).policies).toEqual(policies);
    await patch({ policies: { accept_within_seconds: null, close_after_minutes: 30 } });
  });

  it('stay as they are where something else is changed', async () => {
    await patch({ policies: { weekly_report: true } });
    const changed = await patch({ name: 'Mabuhay Kitchen', delivery_minutes: { from: 15, to: 25 } });
    expect([changed.policies.weekly_report, changed.delivery_minutes]).toEqual([true, { from: 15, to: 25 }]);
    expect((await patch({ policies: {} })).policies.weekly_report).toBe(true);
    expect((await patch({ delivery_minutes: null })).delivery_minutes).toBeNull();
  });

  it.each([
    { policies: { accept_within_seconds: 0 } },
    { policies: { accept_within_seconds: 1.5 } },
    { policies: { close_after_minutes: -1 } },
    { policies: { close_after_minutes: 7 * 24 * 60 + 1 } },
    { policies: { overdue_minutes: '5' } },
    { policies: { weekly_report: 'yes' } },
    { policies: [] },
    { delivery_minutes: { from: 30, to: 20 } },
    { delivery_minutes: { from: 0, to: 20 } },
    { delivery_minutes: { from: 10 } },
  ])('refuse %j', async (wish) => {
    const before = (await cashier.get(path)).body;
    expect(refusal(await manager.send('PATCH', path, wish)).code).toBe('invalid_request');
    expect((await cashier.get(path)).body).toEqual(before);
  });

  it('hold for an order that was changed a moment ago, as for any other', async () => {
    // Of a restaurant that has not changed just before, so that its orders are remembered.
    const rival = await world.as(rivalManager);
    const order = await rival.place({ fulfilment: 'pickup' });
    await rival.move(order.order_id, 'confirmed');
    const { status } = await rival.send('PATCH', path, { policies: { overdue_minutes: 7 } });
    expect(status).toBe(200);
    const { version } = await rival.move(order.order_id, 'cooking');
    const kinds = await world.rows<{ kind: string }>(
      'SELECT kind FROM passline.timers WHERE order_id = $1 AND version = $2',
      [order.order_id, version],
    );
    expect(kinds).toEqual([{ kind: 'attention' }]);
    await rival.send('PATCH', path, { policies: { overdue_minutes: null } });
  });

  it('of how long drivers take move what is promised of a delivery from its next step on', async () => {
    await patch({ delivery_minutes: { from: 10, to: 20 } });
    const order = await cashier.place({ fulfilment: 'delivery' });
    await cashier.move(order.order_id, 'confirmed');
    const way = async (status: string): Promise<number> => {
      const { estimate } = await cashier.move(order.order_id, status);
      return (Date.parse(estimate?.arrives_to ?? '') - Date.parse(estimate?.ready_to ?? '')) / 60_000;
    };
    const before = await way('preparing');
    await patch({ delivery_minutes: { from: 50, to: 60 } });
    expect((await way('cooking')) - before).toBeCloseTo(40, 0);
    await patch({ delivery_minutes: null });
  });
});
