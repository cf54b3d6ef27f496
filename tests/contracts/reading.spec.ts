import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type OrderHistoryPage,
  type Order,
  orderHistoryPageSchema,
  type OrderPage,
  orderPageSchema,
  orderSchema,
  snapshotSchema,
} from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { orders, refusal, rivalManager, sameForAll, World } from './contract-world.ts';

let world: World;
let cashier: Api;
let customer: Api;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
  customer = await world.as('customer');
});
afterAll(() => world.close());

const path = ({ order_id }: { order_id: string }, tail = ''): string => `${orders}/${order_id}${tail}`;

describe('Reading where an order is', () => {
  it('costs nothing while nothing has changed', async () => {
    const order = await cashier.place();
    const first = await cashier.get(path(order, '/status/'));
    expect([
      first.headers.get('etag'),
      first.headers.get('cache-control'),
      first.headers.get('vary'),
    ]).toEqual(['"1"', 'private, no-cache', expect.stringMatching(/\bAuthorization\b/i)]);
    for (const tag of ['"1"', 'W/"1"', '"0", "1"', '*']) {
      const again = await cashier.get(path(order, '/status/'), { 'if-none-match': tag });
      expect([tag, again.status, again.body, again.headers.get('etag')]).toEqual([
        tag,
        304,
        undefined,
        '"1"',
      ]);
      expect(again.headers.get('vary')).toMatch(/\bAuthorization\b/i);
    }
    await cashier.move(order.order_id, 'cooking');
    const moved = await cashier.get(path(order, '/status/'), { 'if-none-match': '"1"' });
    expect([moved.status, moved.headers.get('etag'), snapshotSchema.parse(moved.body).version]).toEqual([
      200,
      '"2"',
      2,
    ]);
  });

  it('works with a slash at the end and without', async () => {
    const order = await customer.place();
    for (const tail of ['', '/', '/status', '/status/'])
      expect([tail, (await customer.get(path(order, tail))).status]).toEqual([tail, 200]);
    for (const list of [
      orders,
      `${orders}/`,
      `${orders}?limit=1`,
      `${orders}/?limit=1`,
      `${orders}/history`,
      `${orders}/history/`,
    ])
      expect([list, (await cashier.get(list)).status]).toEqual([list, 200]);
    expect(
      (await cashier.post(`${orders}/${order.order_id}/update-status`, { status: 'cooking' })).status,
    ).toBe(200);
  });

  it('shows staff names, internal notes and what they may do, and customers roles alone', async () => {
    const order = await customer.place({ fulfilment: 'delivery', address: '7 Ayala Avenue', table: '12' });
    await cashier.move(order.order_id, 'cooking', { notes: 'With love', internal_notes: 'allergic to nuts' });
    const staff = snapshotSchema.parse((await cashier.get(path(order, '/status/'))).body);
    expect(staff.allowed).toEqual(['ready', 'cancelled']);
    expect(staff.status_history[1]).toMatchObject({
      updated_by: 'Carla Cashier',
      role: 'cashier',
      notes: 'With love',
      internal_notes: 'allergic to nuts',
      updated_by_id: cashier.session?.user.user_id,
    });
    for (const reader of [customer, customer.guest(order)]) {
      const { body } = await reader.get(path(order, '/status/'));
      expect(snapshotSchema.parse(body).status_history[1]).toEqual({
        version: 2,
        type: 'status_changed',
        status: 'cooking',
        timestamp: expect.any(String),
        recorded_at: expect.any(String),
        updated_by: 'cashier',
        role: 'cashier',
        notes: 'With love',
        reason: null,
      });
      expect(JSON.stringify(body)).not.toMatch(/Carla|nuts|"allowed"|internal_notes|updated_by_id/);
    }
    for (const reader of [cashier, customer])
      expect(JSON.stringify((await reader.get(path(order, '/status/'))).body)).not.toMatch(
        /Ayala|cris@|639171234567/,
      );
  });

  it('shows contact, address, table and the POS’s own id to the restaurant’s people alone', async () => {
    const order = await cashier.place({ address: '7 Ayala Avenue', table: '12', external_id: 'POS-1' });
    const kept = {
      customer: { name: 'Cris Customer', email: 'cris@example.test', phone: '+639171234567', locale: 'en' },
      address: '7 Ayala Avenue',
      table: '12',
      external_id: 'POS-1',
    };
    for (const reader of [cashier, await world.as('kitchen'), await world.device(['orders:read'])])
      expect((await reader.get(path(order))).body).toMatchObject(kept);
    const seen = orderSchema.strict().parse((await cashier.guest(order).get(path(order))).body);
    expect(Object.keys(seen).filter((member) => member in kept)).toEqual([]);
    expect(seen).toMatchObject({
      total: { amount: 45_000, currency: 'PHP' },
      restaurant: { name: 'Mabuhay Kitchen', phone: '+63285551234' },
      tracking_url: order.tracking_url,
    });
  });

  it('tells the restaurant’s people, and nobody else, all that a card of their board says', async () => {
    const order = await customer.place({ fulfilment: 'pickup' });
    await cashier.move(order.order_id, 'cooking', { notes: 'With love', internal_notes: 'allergic to nuts' });
    const ready = await cashier.move(order.order_id, 'ready');
    await cashier.change(order.order_id, 'recall', { reason: 'mistake' });
    const { estimate } = await cashier.snapshot(order.order_id);
    const seen = orderSchema.parse((await cashier.get(path(order))).body);
    expect(seen).toMatchObject({
      estimate,
      allowed: ['ready', 'cancelled'],
      recallable: { status: 'pending' },
      latest_notes: { notes: 'With love', internal_notes: 'allergic to nuts', updated_by: 'Carla Cashier' },
    });
    expect(Date.parse(seen.status_since ?? '')).toBeGreaterThanOrEqual(Date.parse(ready.updated_at));
    await cashier.change(order.order_id, 'delay', { minutes: 5, reason: 'busy' });
    const list = orderPageSchema.parse((await cashier.get(`${orders}?status=active&limit=100`)).body).orders;
    expect(list.find(({ order_id }) => order_id === order.order_id)).toMatchObject({
      version: 5,
      status_since: seen.status_since,
      recallable: seen.recallable,
    });
    const courier = orderSchema.parse((await (await world.as('courier')).get(path(order))).body);
    expect([courier.allowed, courier.recallable]).toEqual([[], null]);
    for (const reader of [customer, customer.guest(order)])
      expect((await reader.get(path(order))).body).not.toMatchObject({ allowed: expect.anything() });
    expect(JSON.stringify((await customer.get(path(order))).body)).not.toMatch(
      /nuts|recallable|status_since|latest_notes|estimate/,
    );
  });

  it('gives a guest the one order of the link, and no list', async () => {
    const [order, other] = [await cashier.place(), await cashier.place()];
    const guest = cashier.guest(order);
    expect((guest.token ?? '').length).toBeLessThanOrEqual(64);
    expect([
      (await guest.get(path(order))).status,
      (await guest.get(path(order, '/status/'))).status,
    ]).toEqual([200, 200]);
    for (const tail of ['', '/status/'])
      expect(sameForAll(await guest.get(path(other, tail)))).toEqual(
        sameForAll(await guest.get(path({ order_id: randomUUID() }, tail))),
      );
    for (const list of [orders, `${orders}/history/`])
      expect(refusal(await guest.get(list)).code).toBe('forbidden');
  });

  it('kills a link by raising its generation, and a day after the order ended', async () => {
    const [revoked, ended, fresh] = [await cashier.place(), await cashier.place(), await cashier.place()];
    for (const { order_id } of [ended, fresh]) await cashier.move(order_id, 'cancelled', { reason: 'other' });
    await world.rows('UPDATE passline.orders SET link_generation = 2 WHERE order_id = $1', [
      revoked.order_id,
    ]);
    await world.rows(
      `UPDATE passline.orders SET ended_at = now() - interval '24 hours 1 second' WHERE order_id = $1`,
      [ended.order_id],
    );
    await world.rows(
      `UPDATE passline.orders SET ended_at = now() - interval '23 hours 59 minutes' WHERE order_id = $1`,
      [fresh.order_id],
    );
    expect(refusal(await cashier.guest(revoked).get(path(revoked, '/status/'))).code).toBe('unauthenticated');
    expect(refusal(await cashier.guest(ended).get(path(ended, '/status/'))).code).toBe('unauthenticated');
    expect((await cashier.guest(fresh).get(path(fresh, '/status/'))).status).toBe(200);
  });

  it('reads with a link whatever stands behind it, and with none that is only alike', async () => {
    const order = await cashier.place();
    const { token = '' } = cashier.guest(order);
    const status = (sent: string): Promise<number> =>
      new Api(world.url, sent).get(path(order, '/status/')).then((answer) => answer.status);
    for (const after of [
      ').',
      ',',
      '>',
      '"',
      '*',
      '_',
      '%20',
      '%E2%80%8B',
      '. Thank you, see you at 8!',
      '_-_',
      'x',
      'Thank you',
    ])
      expect([after, await status(token + after)]).toEqual([after, 200]);
    for (const other of [`x${token}`, token.slice(0, -1), token.replace('.', '')])
      expect([other, await status(other)]).toEqual([other, 401]);
  });

  it.each([
    ['delivery', ['ready', 'out_for_delivery', 'delivered'], 'out_for_delivery'],
    ['dine_in', ['ready', 'served'], 'ready'],
  ] as const)(
    'kills the link of a %s a day after it was handed over, whoever closes it later',
    async (fulfilment, steps, before) => {
      const rival = await world.as(rivalManager);
      const order = await rival.place({ fulfilment });
      const guest = rival.guest(order);
      const reads = async (): Promise<boolean> => (await guest.get(path(order, '/status/'))).status === 200;
      const since = async (): Promise<unknown> =>
        (
          await world.rows('SELECT customer_ended_at AS since FROM passline.orders WHERE order_id = $1', [
            order.order_id,
          ])
        )[0]?.['since'];
      const undo = (): Promise<Answer> => rival.change(order.order_id, 'recall', { reason: 'mistake' });
      for (const status of steps.slice(0, -1)) await rival.move(order.order_id, status);
      expect(await since()).toBeNull();
      await rival.move(order.order_id, steps.at(-1) ?? '');
      const handedOver = await since();
      expect(handedOver).toEqual(expect.any(Date));
      await rival.move(order.order_id, 'completed');
      expect(await since()).toEqual(handedOver);
      await undo();
      expect(await since()).toEqual(handedOver);
      expect((await undo()).body).toMatchObject({ status: before });
      expect([await since(), await reads()]).toEqual([null, true]);
      await rival.move(order.order_id, steps.at(-1) ?? '');
      for (const [interval, lives] of [
        ['23 hours 59 minutes', true],
        ['24 hours 1 second', false],
      ] as const) {
        await world.rows(
          'UPDATE passline.orders SET customer_ended_at = now() - $2::interval WHERE order_id = $1',
          [order.order_id, interval],
        );
        expect([interval, await reads()]).toEqual([interval, lives]);
      }
    },
  );

  it('cannot tell another restaurant’s order from one that does not exist', async () => {
    const rival = await world.as(rivalManager);
    const [foreign, none] = [await rival.place(), { order_id: randomUUID() }];
    const asks: ((caller: Api, order: { order_id: string }) => Promise<Answer>)[] = [
      (caller, order) => caller.get(path(order)),
      (caller, order) => caller.get(path(order, '/status/')),
      (caller, order) => caller.change(order.order_id, 'cancel', { reason: 'other' }),
    ];
    const staffAsks: typeof asks = [
      (caller, order) => caller.change(order.order_id, 'update-status', { status: 'cooking' }),
      (caller, order) =>
        caller.change(order.order_id, 'recall', { reason: 'mistake' }, { 'if-match': '"9"' }),
      (caller, order) =>
        caller.change(order.order_id, 'delay', { minutes: 5, reason: 'busy' }, { 'idempotency-key': 'same' }),
    ];
    for (const [caller, all] of [
      [cashier, [...asks, ...staffAsks]],
      [await world.device(), [...asks, ...staffAsks]],
      [customer, asks],
    ] as const) {
      for (const ask of all) {
        const hidden = await ask(caller, foreign);
        expect([hidden.status, sameForAll(hidden)]).toEqual([404, sameForAll(await ask(caller, none))]);
      }
    }
    expect(await world.versionsOf(foreign.order_id)).toEqual([1]);
  });

  it('tells a customer that another’s order of the same restaurant is not theirs', async () => {
    const order = await customer.place();
    const other = await world.as('other-customer');
    for (const answer of [await other.get(path(order)), await other.get(path(order, '/status/'))])
      expect(refusal(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('Lists', () => {
  const page = async (caller: Api, query = ''): Promise<OrderPage> =>
    orderPageSchema.parse((await caller.get(`${orders}/${query}`)).body);

  it('go on from page to page over 45 orders, none twice and none missed, while new ones arrive', async () => {
    const rival = await world.as(rivalManager);
    const known = new Set((await all(rival, '?limit=100&status=all')).map(({ order_id }) => order_id));
    const placed: string[] = [];
    for (let round = 0; round < 9; round++)
      placed.push(
        ...(await Promise.all([1, 2, 3, 4, 5].map(() => rival.place()))).map(({ order_id }) => order_id),
      );
    const seen = (await all(rival, '?limit=7', () => rival.place()))
      .map(({ order_id }) => order_id)
      .filter((id) => !known.has(id));
    expect([new Set(seen).size, [...seen].sort()]).toEqual([45, [...placed].sort()]);
    const times = (await page(rival, '?limit=100')).orders.map(({ placed_at }) => Date.parse(placed_at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await page(rival)).orders).toHaveLength(20);
  });

  /** All pages; `between` happens after each of them. */
  async function all(caller: Api, query: string, between?: () => Promise<unknown>): Promise<Order[]> {
    const found: Order[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const next: OrderPage = await page(
        caller,
        cursor === undefined ? query : `${query}&cursor=${encodeURIComponent(cursor)}`,
      );
      found.push(...next.orders);
      cursor = next.next_cursor;
      await between?.();
    }
    return found;
  }

  it('filter by status, kind, the POS’s own id and time of change', async () => {
    const table = await cashier.place({ fulfilment: 'dine_in', external_id: 'T-9 ñ&?' });
    const gone = await cashier.place({ fulfilment: 'pickup' });
    const since = (await cashier.move(gone.order_id, 'cancelled', { reason: 'no_show' })).updated_at;
    const ids = async (query: string): Promise<string[]> =>
      (await page(cashier, query)).orders.map(({ order_id }) => order_id);
    expect(await ids('?status=cancelled&limit=1')).toEqual([gone.order_id]);
    expect(await ids('?status=active&limit=100')).not.toContain(gone.order_id);
    expect(await ids('?status=all&limit=100')).toEqual(
      expect.arrayContaining([gone.order_id, table.order_id]),
    );
    expect(await ids('?fulfilment=dine_in')).toEqual([table.order_id]);
    expect(await ids(`?external_id=${encodeURIComponent('T-9 ñ&?')}`)).toEqual([table.order_id]);
    await cashier.move(table.order_id, 'ready');
    const changed = await ids(`?updated_after=${encodeURIComponent(since)}`);
    expect(changed).toEqual([gone.order_id, table.order_id]);
    for (const status of [
      'pending',
      'confirmed',
      'preparing',
      'cooking',
      'ready',
      'out_for_delivery',
      'delivered',
      'served',
      'completed',
      'rejected',
      'delivery_failed',
    ]) {
      expect(
        (await page(cashier, `?status=${status}`)).orders.every((order) => order.status === status),
      ).toBe(true);
    }
  });

  it.each(['limit=0', 'limit=101', 'limit=abc', 'limit=1.5', 'limit=-1', 'cursor=abc', 'cursor=bnVsbA'])(
    'refuse ?%s',
    async (query) => {
      for (const list of [orders, `${orders}/history/`])
        expect(refusal(await cashier.get(`${list}?${query}`))).toMatchObject({
          status: 400,
          code: 'invalid_request',
        });
    },
  );

  it.each(['burnt', 'Ready', 'active,ready', '__proto__'])(
    'call a status that does not exist unknown: ?status=%s',
    async (status) => {
      expect(refusal(await cashier.get(`${orders}?status=${status}`))).toMatchObject({
        status: 400,
        code: 'unknown_status',
        errors: [
          { path: 'status', message: expect.stringContaining('active, all, scheduled, pending, confirmed') },
        ],
      });
    },
  );

  it.each([
    `status=${'x'.repeat(65)}`,
    'status=ready&status=all',
    'fulfilment=drone',
    'updated_after=yesterday',
    'updated_after=2026-01-01',
  ])('refuse ?%s', async (query) => {
    expect(refusal(await cashier.get(`${orders}?${query}`))).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  it.each(['status=burnt', 'status=cooking'])('refuse ?%s of the history', async (query) => {
    expect(refusal(await cashier.get(`${orders}/history/?${query}`))).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  it('show in the history, where it is asked for, only what has not ended, page by page', async () => {
    const [first, ended, second] = [await customer.place(), await customer.place(), await customer.place()];
    await cashier.move(ended.order_id, 'cancelled', { reason: 'sold_out' });
    const read = async (api: Api, query: string): Promise<OrderHistoryPage> =>
      orderHistoryPageSchema.parse((await api.get(`${orders}/history/?${query}`)).body);
    for (const api of [customer, cashier]) {
      const newest = await read(api, 'status=active&limit=1');
      const next = await read(
        api,
        `status=active&limit=1&cursor=${encodeURIComponent(newest.next_cursor ?? '')}`,
      );
      expect([...newest.orders, ...next.orders].map(({ order_id }) => order_id)).toEqual([
        second.order_id,
        first.order_id,
      ]);
      expect(next.orders[0]?.status_history).toHaveLength(1);
      expect((await read(api, 'status=all&limit=3')).orders.map(({ order_id }) => order_id)).toEqual([
        second.order_id,
        ended.order_id,
        first.order_id,
      ]);
    }
  });

  it('show a restaurant its own orders, customers the history of theirs, and devices what their scope says', async () => {
    const mine = await customer.place();
    await cashier.move(mine.order_id, 'confirmed', { internal_notes: 'regular' });
    const foreign = await (await world.as(rivalManager)).place();
    expect(refusal(await customer.get(orders)).code).toBe('forbidden');
    expect(
      (await page(await world.device(['orders:read']), '?limit=100')).orders.map(({ order_id }) => order_id),
    ).not.toContain(foreign.order_id);
    const { body } = await customer.get(`${orders}/history/?limit=100`);
    const own = orderHistoryPageSchema.parse(body).orders;
    expect(own.find(({ order_id }) => order_id === mine.order_id)).toMatchObject({
      status_info: { status: 'confirmed' },
      status_history: [
        { version: 1, updated_by: 'customer' },
        { version: 2, updated_by: 'cashier' },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/regular|Carla|internal_notes/);
    const others = orderHistoryPageSchema.parse(
      (await (await world.as('other-customer')).get(`${orders}/history/`)).body,
    );
    expect(others.orders).toEqual([]);
    const restaurants = orderHistoryPageSchema.parse((await cashier.get(`${orders}/history/?limit=1`)).body);
    expect([restaurants.orders[0]?.order_id, restaurants.orders[0]?.status_history[1]]).toEqual([
      mine.order_id,
      expect.objectContaining({ updated_by: 'Carla Cashier', internal_notes: 'regular' }),
    ]);
  });
});
