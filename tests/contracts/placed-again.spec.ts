import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, type PlacedOrder, placedOrderSchema, type Problem } from '#libs/contracts';
import type { Answer, Api } from '../support/api.ts';
import { orders, World } from './contract-world.ts';

let world: World;
let cashier: Api;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
});
afterAll(() => world.close());

describe('An order can be placed again, under handling=strict, as it was answered', () => {
  /** One of everything, so that nothing is left out of an answer. */
  const full = {
    fulfilment: 'dine_in',
    items: [
      {
        name: 'Ham',
        quantity: '0.355',
        unit_price: 99_900,
        notes: 'thin',
        modifiers: [{ name: 'Bread', quantity: 2, unit_price: 100 }],
        allergens: ['gluten'],
        station: 'Cold',
        external_id: 'sku-1',
        image_url: 'https://example.test/ham.jpg',
      },
    ],
    adjustments: [{ kind: 'tax', label: 'VAT', amount: 7 }],
    total: { amount: 40_000 },
    payment: { status: 'paid', method: 'card' },
    customer: { name: 'Ana', email: 'ana@example.com', phone: '+639171234567', locale: 'en' },
    address: '7 Ayala Avenue',
    table: 'T 7',
    notes: 'Ring twice',
    display_number: 'A 7',
  };
  let first: PlacedOrder;
  let manager: Api;
  let device: Api;
  beforeAll(async () => {
    const sent = { ...full, external_id: 'again', placed_at: new Date() };
    first = placedOrderSchema.parse((await cashier.post(orders, sent)).body);
    [manager, device] = [await world.as('manager'), await world.device()];
    await cashier.move(first.order_id, 'cooking', { notes: 'On it', internal_notes: 'Ana again' });
    await changed('delay', { minutes: 5, reason: 'busy' });
    await changed('amend', { items: [{ line: 1, state: 'unavailable' }] });
    await cashier.move(first.order_id, 'cancelled', { reason: 'sold_out' });
    await changed('recall', { reason: 'mistake' });
  });

  const changed = async (how: 'delay' | 'amend' | 'recall', body: object): Promise<void> =>
    expect((await cashier.change(first.order_id, how, body)).status).toBe(200);
  const listed = async (reader: Api, path: string): Promise<unknown> =>
    ((await reader.get(path)).body as { orders: Order[] }).orders.find(
      ({ order_id }) => order_id === first.order_id,
    );
  const refusedFields = ({ status, body }: Answer): readonly string[] =>
    status === 201 ? [] : ((body as Problem).errors ?? []).map(({ path }) => path);
  const answers = {
    'by the call that placed it': () => Promise.resolve(first),
    'by GET of it': async () => (await cashier.get(`${orders}/${first.order_id}`)).body,
    'by GET of it, to a device': async () => (await device.get(`${orders}/${first.order_id}`)).body,
    'by GET of it, to a guest': async () =>
      (await cashier.guest(first).get(`${orders}/${first.order_id}`)).body,
    'by the list': () => listed(device, `${orders}/?status=all`),
    'by the history': () => listed(manager, `${orders}/history/`),
  };

  const readByStaff = ['customer', 'address', 'table'] as const;
  const placedFields = [
    'fulfilment',
    'display_number',
    'adjustments',
    'total',
    'payment',
    'notes',
    'placed_at',
    ...readByStaff,
  ] as const;

  it.each(Object.entries(answers))('%s', async (_, answered) => {
    const read = (await answered()) as Order;
    expect(read).toMatchObject({ order_id: first.order_id, order_number: first.order_number });
    // The number of its own that no two orders have at once.
    const again = await cashier.post(
      orders,
      { ...read, external_id: randomUUID() },
      { prefer: 'handling=strict' },
    );
    expect([again.status, refusedFields(again)]).toEqual([201, []]);
    const asPlaced = read.items.map((item) => ({ ...item, state: 'waiting' }));
    const isRead = (field: keyof Order): boolean =>
      field in read || !readByStaff.some((one) => one === field);
    const kept = placedFields.filter(isRead).map((field) => [field, read[field]]);
    expect(kept.filter(([, value]) => value === undefined)).toEqual([]);
    expect(again.body).toMatchObject({ ...(Object.fromEntries(kept) as object), items: asPlaced });
    expect((again.body as PlacedOrder).warnings).toBeUndefined();
  });

  it('in full, wherever staff read it', async () => {
    const { items, customer, address, table } = first;
    for (const name of ['by GET of it', 'by the list', 'by the history'] as const)
      expect(Object.keys((await answers[name]()) as Order)).toEqual(
        expect.arrayContaining(Object.keys(full)),
      );
    expect([items[0], customer, address, table]).toMatchObject([
      { ...full.items[0], quantity: 0.355 },
      full.customer,
      full.address,
      full.table,
    ]);
  });
});
