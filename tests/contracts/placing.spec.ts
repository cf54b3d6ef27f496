import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, orderSchema } from '#libs/contracts';
import { type Answer, anOrder, type Api } from '../support/api.ts';
import { orders, refusal, rivalManager, World } from './contract-world.ts';

let world: World;
let cashier: Api;
let customer: Api;
beforeAll(async () => {
  world = await World.open({ PUBLIC_URL: 'https://orders.example.test/' });
  [cashier, customer] = [await world.as('cashier'), await world.as('customer')];
});
afterAll(() => world.close());

const place = (caller: Api, more: object = {}): Promise<Answer> =>
  caller.post(orders, { ...anOrder(), ...more });
const placed = async (caller: Api, more: object = {}): Promise<Order> =>
  orderSchema.parse((await place(caller, more)).body);
const tea = { name: 'Tea', quantity: 1 };

describe('Placing an order', () => {
  it('answers 201 with the order as staff see it', async () => {
    const more = {
      fulfilment: 'dine_in',
      table: '7',
      address: 'Room 3',
      external_id: 'A-1',
      items: [{ name: 'Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg' }, tea],
    };
    const answer = await place(cashier, more);
    const order = orderSchema.strict().parse(answer.body);
    expect([answer.status, order]).toEqual([
      201,
      expect.objectContaining({
        order_number: expect.stringMatching(/^ONLINE-\d{6}$/),
        display_number: expect.stringMatching(/^[1-9]\d*$/),
        fulfilment: 'dine_in',
        status: 'pending',
        order_status: 'pending',
        version: 1,
        restaurant: { name: 'Mabuhay Kitchen', phone: '+63285551234', address: expect.any(String) },
        total: { amount: 45_000, currency: 'PHP' },
        table: '7',
        address: 'Room 3',
        external_id: 'A-1',
        customer: { name: 'Cris Customer', email: 'cris@example.test', phone: '+639171234567', locale: 'en' },
      }),
    ]);
    expect(order.items).toEqual([
      {
        line: 1,
        name: 'Ramen',
        quantity: 2,
        unit_price: 22_500,
        notes: 'no egg',
        amount: 45_000,
        state: 'waiting',
      },
      { line: 2, name: 'Tea', quantity: 1, unit_price: 0, amount: 0, state: 'waiting' },
    ]);
    expect([order.status_info.progress, order.placed_at, order.tracking_url]).toEqual([
      10,
      order.updated_at,
      expect.stringMatching(/^https:\/\/orders\.example\.test\/t#[\w-]{22}\.[\w-]{1,41}$/),
    ]);
    expect(order.order_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('takes table and address for every kind of order', async () => {
    for (const fulfilment of ['delivery', 'pickup', 'dine_in'])
      expect(await placed(cashier, { fulfilment, table: '1', address: 'x' })).toMatchObject({
        fulfilment,
        table: '1',
        address: 'x',
      });
  });

  it.each([
    [
      'for delivery, with all that a till sends',
      { address: 'Room 3', display_number: 'A7', notes: 'ring twice' },
    ],
    [
      'for pickup, with weights and adjustments',
      {
        fulfilment: 'pickup',
        items: [
          {
            name: 'Cheese',
            quantity: 0.355,
            unit_price: 80_000,
            modifiers: [{ name: 'Sliced', unit_price: 500 }],
          },
        ],
        adjustments: [{ kind: 'tip', label: 'Tip', amount: 1_000 }],
        payment: { status: 'paid', method: 'cash' },
      },
    ],
    [
      'at a table, late, and of nobody known',
      {
        fulfilment: 'dine_in',
        table: '7',
        customer: null,
        placed_at: new Date(Date.now() - 3_600_000).toISOString(),
      },
    ],
  ])('answers with the order as whoever reads it next finds it: %s', async (_what, more) => {
    const order = await placed(cashier, more);
    const read = await cashier.get(`${orders}/${order.order_id}`);
    expect([read.status, order]).toEqual([200, orderSchema.parse(read.body)]);
    const moved = await cashier.change(order.order_id, 'update-status', { status: 'confirmed' });
    expect(moved.status).toBe(200);
  });

  it('gives each of many that come at once a number of its own, with none left out', async () => {
    const before = await placed(cashier);
    const together = await Promise.all(Array.from({ length: 60 }, () => placed(cashier)));
    const numberOf = ({ order_number }: Order): number => Number(order_number.replace('ONLINE-', ''));
    const numbers = together.map(numberOf).toSorted((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => numberOf(before) + 1 + index));
  });

  it('counts the numbers of each restaurant by itself', async () => {
    const rival = await world.as(rivalManager);
    const [one, two, three] = [await placed(rival), await placed(rival), await placed(rival)];
    expect([one.order_number, two.order_number, three.order_number]).toEqual([
      'ONLINE-000001',
      'ONLINE-000002',
      'ONLINE-000003',
    ]);
  });

  it('lets a customer order at another restaurant by naming it, and see that order', async () => {
    const rival = await world.as(rivalManager);
    const restaurant_id = rival.session?.user.restaurant_id ?? '';
    const order = await placed(customer, { restaurant_id });
    expect([order.restaurant_id, order.restaurant.name, order.total.currency]).toEqual([
      restaurant_id,
      'La Rival',
      'MXN',
    ]);
    expect((await customer.get(`${orders}/${order.order_id}/status/`)).status).toBe(200);
    expect((await rival.move(order.order_id, 'confirmed')).version).toBe(2);
    expect(refusal(await customer.change(order.order_id, 'cancel', {})).code).toBe('transition_not_allowed');
    expect(refusal(await cashier.get(`${orders}/${order.order_id}`)).code).toBe('order_not_found');
    expect(
      refusal(await place(customer, { restaurant_id: '0190a000-0000-7000-8000-00000000ffff' })).status,
    ).toBe(400);
  });

  it('keeps staff to their own restaurant, whatever they name', async () => {
    const rivalId = (await world.as(rivalManager)).session?.user.restaurant_id;
    expect((await placed(cashier, { restaurant_id: rivalId })).restaurant_id).toBe(
      cashier.session?.user.restaurant_id,
    );
  });

  it('shows a customer who orders neither contact nor the POS’s own id', async () => {
    const order = await placed(customer, { external_id: 'web-1', address: 'Somewhere 1' });
    expect(
      Object.keys(order).filter((member) => ['customer', 'address', 'table', 'external_id'].includes(member)),
    ).toEqual([]);
  });

  it.each([
    ['no items', { items: [] }],
    ['101 items', { items: Array.from({ length: 101 }, () => tea) }],
    ['no list of items', { items: tea }],
    ['an item without a name', { items: [{ quantity: 1 }] }],
    ['none of an item', { items: [{ ...tea, quantity: 0 }] }],
    ['a ten-thousandth of an item', { items: [{ ...tea, quantity: 0.0001 }] }],
    ['a quantity in words', { items: [{ ...tea, quantity: 'two' }] }],
    ['less than nothing to pay', { items: [{ ...tea, unit_price: -1 }] }],
    ['a broken price', { items: [{ ...tea, unit_price: 0.5 }] }],
    ['a currency that is none', { currency: 'XXY' }],
    ['a drone', { fulfilment: 'drone' }],
    ['no kind', { fulfilment: undefined }],
  ])('refuses an order with %s', async (_, flaw) => {
    const answer = await place(cashier, flaw);
    expect([answer.status, refusal(answer).code, refusal(answer).errors?.length]).toEqual([
      400,
      'invalid_request',
      expect.any(Number),
    ]);
  });

  it('takes 100 items', async () => {
    expect(
      (await placed(cashier, { items: Array.from({ length: 100 }, () => ({ ...tea, unit_price: 1 })) })).total
        .amount,
    ).toBe(100);
  });
});
