import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Order,
  orderSchema,
  contactSchema,
  placedOrderSchema,
  type PlacedOrder,
  type Snapshot,
  snapshotSchema,
} from '#libs/contracts';
import { currencyCodes } from '#libs/money';
import { type Answer, anOrder, type Api } from '../support/api.ts';
import { orders, refusal, World } from './contract-world.ts';

let world: World;
let cashier: Api;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
});
afterAll(() => world.close());

const send = (more: object, headers?: Record<string, string>): Promise<Answer> =>
  cashier.post(orders, { ...anOrder(), ...more }, headers);
async function placed(more: object): Promise<PlacedOrder> {
  const answer = await send(more);
  expect(answer.status).toBe(201);
  return placedOrderSchema.strict().parse(answer.body);
}
const amend = (caller: Api, { order_id }: Pick<Order, 'order_id'>, body: object): Promise<Answer> =>
  caller.change(order_id, 'amend', body);
const snapshotIn = ({ status, body }: Answer): Snapshot => {
  expect(status).toBe(200);
  return snapshotSchema.parse(body);
};

describe('What an order holds', () => {
  it('is answered as it was sent, with lines, amounts and the sum', async () => {
    const order = await placed({
      items: [
        {
          name: 'Ramen',
          quantity: 2,
          unit_price: 22_500,
          notes: 'no egg',
          modifiers: [
            { name: 'Soft egg', unit_price: 2_500 },
            { name: 'Nori', quantity: 3, unit_price: 500 },
          ],
          allergens: ['egg', 'gluten'],
          station: 'Noodles',
          external_id: 'sku-1',
          image_url: 'https://example.test/ramen.jpg',
        },
        { name: 'Ham', quantity: '0.355', unit_price: 99_900 },
      ],
      adjustments: [
        { kind: 'discount', label: 'Lunch', amount: -5_000 },
        { kind: 'tip', amount: 1_000 },
      ],
      payment: { status: 'paid', method: 'card' },
      notes: 'Ring twice',
      display_number: 'A 7',
    });
    expect(order.items).toEqual([
      {
        line: 1,
        name: 'Ramen',
        quantity: 2,
        unit_price: 22_500,
        notes: 'no egg',
        modifiers: [
          { name: 'Soft egg', quantity: 1, unit_price: 2_500 },
          { name: 'Nori', quantity: 3, unit_price: 500 },
        ],
        allergens: ['egg', 'gluten'],
        station: 'Noodles',
        external_id: 'sku-1',
        image_url: 'https://example.test/ramen.jpg',
        amount: 53_000,
        state: 'waiting',
      },
      { line: 2, name: 'Ham', quantity: 0.355, unit_price: 99_900, amount: 35_465, state: 'waiting' },
    ]);
    expect(order).toMatchObject({
      adjustments: [
        { kind: 'discount', label: 'Lunch', amount: -5_000 },
        { kind: 'tip', amount: 1_000 },
      ],
      total: { amount: 84_465, currency: 'PHP' },
      payment: { status: 'paid', method: 'card' },
      notes: 'Ring twice',
      display_number: 'A 7',
    });
    expect(order.warnings).toBeUndefined();
    const { warnings: _, ...read } = order;
    expect((await cashier.get(`${orders}/${order.order_id}`)).body).toEqual(read);
  });

  it.each([
    [{ items: [{ name: 'Tea', quantity: 1, unit_price: 500 }], total: { amount: 450 } }, 450],
    [
      {
        items: [{ name: 'Tea', quantity: 1, unit_price: 500 }],
        adjustments: [{ kind: 'discount', amount: -900 }],
      },
      0,
    ],
    [{ items: [{ name: 'Tea', quantity: 0.5, unit_price: 1 }] }, 1],
    [{ items: [{ name: 'Tea', quantity: 3 }] }, 0],
  ])('costs, by %j, %i', async (more, amount) => {
    expect((await placed(more)).total.amount).toBe(amount);
  });

  it('takes every currency of ISO 4217, and the same whole number comes back', async () => {
    for (const currency of currencyCodes) {
      const order = await placed({ currency, items: [{ name: 'Tea', quantity: 1, unit_price: 1_234 }] });
      expect([order.total, order.warnings]).toEqual([{ amount: 1_234, currency }, undefined]);
    }
  });

  it('is believed to have been taken up to a day ago, and not later than now', async () => {
    const hour = 60 * 60_000;
    const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
    const [late, future, old] = [
      await placed({ placed_at: at(-3 * hour) }),
      await placed({ placed_at: at(hour) }),
      await placed({ placed_at: at(-48 * hour) }),
    ];
    const age = ({ placed_at }: Order): number => Math.round((Date.now() - Date.parse(placed_at)) / hour);
    expect([late, future, old].map(age)).toEqual([3, 0, 24]);
    expect(old.warnings).toEqual([expect.objectContaining({ path: 'placed_at', code: 'placed_at_moved' })]);
  });
});

describe('What is left out or not understood', () => {
  it('is taken without what is blank, wherever it may be left out', async () => {
    const blank = {
      table: '',
      address: null,
      external_id: '',
      display_number: null,
      notes: '',
      payment: null,
    };
    const order = await placed({
      ...blank,
      customer: { name: '', email: null, phone: '', locale: null },
      items: [{ name: 'Tea', quantity: 1, unit_price: null, notes: '', modifiers: null, image_url: '' }],
    });
    expect(order.warnings).toBeUndefined();
    expect(order).toMatchObject({ notes: null, payment: { status: 'unpaid' }, table: null });
    expect(order.items[0]).toEqual({
      line: 1,
      name: 'Tea',
      quantity: 1,
      unit_price: 0,
      amount: 0,
      state: 'waiting',
    });
  });

  it('tells that a currency has no minor unit that is known, and refuses it where that is preferred', async () => {
    const special = { currency: 'XDR', items: [{ name: 'Tea', quantity: 1, unit_price: 100 }] };
    expect((await placed(special)).warnings).toEqual([
      expect.objectContaining({ path: 'currency', code: 'unknown_currency_digits' }),
    ]);
    const refused = refusal(await send(special, { prefer: 'handling=strict' }));
    expect(refused.errors?.map(({ path }) => path)).toEqual(['currency']);
  });

  it('tells each field that it does not know, and refuses them where that is preferred', async () => {
    const odd = { coupon: 'X', items: [{ name: 'Tea', quantity: 1, modifers: [] }], customer: { nick: 'A' } };
    const { warnings } = await placed(odd);
    expect(warnings?.map(({ path, code }) => `${code} ${path}`).toSorted()).toEqual([
      'unknown_field coupon',
      'unknown_field customer.nick',
      'unknown_field items.0.modifers',
    ]);
    const refused = await send(odd, { prefer: 'handling=strict, return=representation' });
    expect(
      refusal(refused)
        .errors?.map(({ path }) => path)
        .toSorted(),
    ).toEqual(['coupon', 'customer.nick', 'items.0.modifers']);
  });

  it.each([
    [{ phone: '0917 123 4567' }, { phone: '+639171234567' }],
    [{ phone: '00 63 917-123-4567' }, { phone: '+639171234567' }],
    [{ phone: '+63 (0)917 123 4567' }, { phone: '+639171234567' }],
    [{ phone: '\u202A+63 917 123 4567\u202C' }, { phone: '+639171234567' }],
    [{ phone: '０９１７１２３４５６７' }, { phone: '+639171234567' }],
    [{ phone: 9171234567 }, { phone: '+639171234567' }],
    [{ email: ' Ana@Müller.example ' }, { email: 'Ana@xn--mller-kva.example' }],
    [{ locale: 'es_MX' }, { locale: 'es-MX' }],
    [{ name: 'Ana\u202E' }, { name: 'Ana' }],
  ])('brings the contact %j into the form that it has', async (customer, read) => {
    const order = await placed({ customer });
    expect([order.customer, order.warnings]).toEqual([read, undefined]);
  });

  it.each([
    [{ phone: 'call me' }, 'customer.phone'],
    [{ phone: '12' }, 'customer.phone'],
    [{ email: 'ana@' }, 'customer.email'],
    [{ locale: '???' }, 'customer.locale'],
    [{ email: 7 }, 'customer.email'],
    [{ name: { first: 'Ana' } }, 'customer.name'],
    [{ name: 'A'.repeat(201) }, 'customer.name'],
  ])('takes the order without a contact like %j', async (customer, path) => {
    const order = await placed({ customer });
    expect(order.customer).toBeNull();
    expect(order.warnings).toEqual([expect.objectContaining({ code: 'unusable_contact', path })]);
    expect(refusal(await send({ customer }, { prefer: 'handling=strict' })).code).toBe('invalid_request');
  });
});

describe('A contact that was taken', () => {
  it.each([
    [{ email: 'ana@пример.рф' }],
    [{ email: 'ana=ruiz/x@example.museum' }],
    [{ phone: '+49 30 901820' }],
    [{ phone: '+1 212 555 0123' }],
  ])('can be read by whoever is to write to it: %j', async (customer) => {
    const { order_id, customer: kept, warnings } = await placed({ customer });
    expect([warnings, Object.keys(kept ?? {})]).toEqual([undefined, Object.keys(customer)]);
    const [row] = await world.rows<{ email: string | null; phone: string | null }>(
      'SELECT email, phone FROM passline.order_contacts WHERE order_id = $1',
      [order_id],
    );
    expect(contactSchema.parse(kept)).toEqual(
      JSON.parse(JSON.stringify({ email: row?.email ?? undefined, phone: row?.phone ?? undefined })),
    );
  });

  it.each(['1234', '+49 1234', '+49301234567890123'])(
    'is not a number that nobody can text: %s',
    async (phone) => {
      expect((await placed({ customer: { phone } })).warnings?.[0]?.code).toBe('unusable_contact');
    },
  );
});

describe('Whether an order is paid', () => {
  it('is not for the customer who places it to say', async () => {
    const customer = await world.as('customer');
    const { body } = await customer.post(orders, {
      ...anOrder(),
      payment: { status: 'paid', method: 'card' },
    });
    expect(body).toMatchObject({
      payment: { status: 'unpaid', method: 'card' },
      warnings: [{ path: 'payment.status', code: 'not_yours_to_say' }],
    });
  });
});

describe('What cannot be reckoned with', () => {
  const dear = {
    name: 'Gold',
    quantity: 9_999,
    modifiers: [{ name: 'More', quantity: 9_999, unit_price: 1_000_000_000 }],
  };

  it.each([
    ['a line beyond what a number holds', { items: [dear], total: { amount: 5 } }],
    ['two currencies', { currency: 'USD', total: { amount: 5, currency: 'EUR' } }],
  ])('is refused: %s', async (_, more) => {
    expect(refusal(await send(more)).code).toBe('invalid_request');
  });
});

describe('Amending an order', () => {
  it('replaces what is named, as a version of its own whose history keeps nothing personal', async () => {
    const order = await placed({ items: [{ name: 'Tea', quantity: 2, unit_price: 500 }] });
    const answer = await amend(cashier, order, {
      payment: { status: 'paid', method: 'cash' },
      customer: { name: 'Ana Ruiz', phone: '0917 123 4567' },
      address: '7 Ayala Avenue',
      adjustments: [{ kind: 'tip', amount: 100 }],
      items: [{ line: 1, state: 'done' }],
    });
    const snapshot = snapshotIn(answer);
    expect(snapshot).toMatchObject({
      version: 2,
      status: 'pending',
      payment: { status: 'paid', method: 'cash' },
      items_done: 2,
      items_total: 2,
      ended: false,
    });
    expect(snapshot.status_history[1]).toMatchObject({
      type: 'amended',
      changed: ['payment', 'address', 'customer', 'items', 'adjustments', 'total'],
    });
    const read = (await cashier.get(`${orders}/${order.order_id}`)).body;
    expect(read).toMatchObject({
      address: '7 Ayala Avenue',
      customer: { name: 'Ana Ruiz', phone: '+639171234567' },
      total: { amount: 1_100, currency: 'PHP' },
      items: [expect.objectContaining({ state: 'done' })],
    });
    const kept = await world.rows<{ amendment: unknown }>(
      'SELECT amendment FROM passline.order_history WHERE order_id = $1 AND version = 2',
      [order.order_id],
    );
    expect(JSON.stringify(kept)).not.toMatch(/Ana|917|Ayala/);
    expect(JSON.stringify(kept)).toContain('cash');
  });

  it('keeps a total that the POS gave, until the POS gives another', async () => {
    const order = await placed({ total: { amount: 900 } });
    await amend(cashier, order, { adjustments: [{ kind: 'tip', amount: 100 }] });
    const read = async () => orderSchema.parse((await cashier.get(`${orders}/${order.order_id}`)).body);
    expect((await read()).total.amount).toBe(900);
    await amend(cashier, order, { total: { amount: 950 } });
    expect((await read()).total.amount).toBe(950);
  });

  it('takes the sum that the POS says, though it is the one that stood', async () => {
    const order = await placed({ items: [{ name: 'Tea', quantity: 1, unit_price: 500 }] });
    expect((await amend(cashier, order, { total: { amount: 500 } })).body).toMatchObject({
      result: 'applied',
    });
    await amend(cashier, order, { adjustments: [{ kind: 'tip', amount: 100 }] });
    expect((await cashier.get(`${orders}/${order.order_id}`)).body).toMatchObject({ total: { amount: 500 } });
  });

  it('makes no version where it is so already', async () => {
    const order = await placed({ payment: { status: 'paid', method: 'card' } });
    const { body } = await amend(cashier, order, { payment: { method: 'card', status: 'paid' } });
    expect(body).toMatchObject({ result: 'already_applied', version: 1 });
  });

  it('stays open once the order has ended, as money goes back then', async () => {
    const order = await placed({});
    await cashier.change(order.order_id, 'cancel', { reason: 'customer' });
    const refunded = snapshotIn(await amend(cashier, order, { payment: { status: 'refunded' } }));
    expect(refunded).toMatchObject({ version: 3, status: 'cancelled', ended: true });
  });

  it.each([
    ['kitchen', { items: [{ line: 1, state: 'started' }] }, 200],
    ['kitchen', { payment: { status: 'paid' } }, 403],
    ['courier', { payment: { status: 'paid', method: 'cash' } }, 200],
    ['courier', { items: [{ line: 1, state: 'done' }] }, 403],
    ['customer', { payment: { status: 'paid' } }, 403],
    ['manager', { table: '9' }, 200],
  ] as const)('as %s, of %j, is answered %i', async (role, body, status) => {
    const order = await placed({});
    expect((await amend(await world.as(role), order, body)).status).toBe(status);
  });

  it.each([
    ['nothing', {}],
    ['a line that it does not have', { items: [{ line: 99, state: 'done' }] }],
    ['a state that there is not', { items: [{ line: 1, state: 'burnt' }] }],
    [
      'one line twice',
      {
        items: [
          { line: 1, state: 'done' },
          { line: 1, state: 'waiting' },
        ],
      },
    ],
    ['a contact that cannot be used', { customer: { phone: '12' } }],
    ['what nobody pays with', { payment: { status: 'promised' } }],
  ])('with %s is refused', async (_, body) => {
    const order = await placed({});
    expect(refusal(await amend(cashier, order, body)).code).toBe('invalid_request');
    expect(await world.versionsOf(order.order_id)).toEqual([1]);
  });

  it('is told in little to whoever prefers that', async () => {
    const order = await placed({});
    const answer = await cashier.post(
      `${orders}/${order.order_id}/amend`,
      { table: '9' },
      { prefer: 'return=minimal' },
    );
    expect([answer.body, answer.headers.get('preference-applied')]).toEqual([
      { order_id: order.order_id, version: 2, status: 'pending', result: 'applied' },
      'return=minimal',
    ]);
  });
});

describe('The id that a POS gives an order', () => {
  it('may come again a day after its order has ended, and all of them are listed', async () => {
    const first = await placed({ external_id: 'T-1' });
    const taken = refusal(await send({ external_id: 'T-1' }));
    expect([taken.code, taken.order_id]).toEqual(['external_id_taken', first.order_id]);
    await cashier.change(first.order_id, 'cancel', { reason: 'customer' });
    expect(refusal(await send({ external_id: 'T-1' })).code).toBe('external_id_taken');
    await world.rows(
      "UPDATE passline.orders SET ended_at = ended_at - interval '24 hours 1 second' WHERE order_id = $1",
      [first.order_id],
    );
    const second = await placed({ external_id: 'T-1' });
    const { body } = await cashier.get(`${orders}?external_id=T-1`);
    expect(body).toMatchObject({
      orders: [{ order_id: second.order_id }, { order_id: first.order_id }],
    });
  });

  it('keeps an order at its end, once another one has it, and says which', async () => {
    const first = await placed({ external_id: 'T-4' });
    await cashier.change(first.order_id, 'cancel', { reason: 'customer' });
    await world.rows(
      "UPDATE passline.orders SET ended_at = ended_at - interval '24 hours 1 second' WHERE order_id = $1",
      [first.order_id],
    );
    const second = await placed({ external_id: 'T-4' });
    const answer = await cashier.change(first.order_id, 'recall', { reason: 'mistake' });
    expect([answer.status, refusal(answer)]).toEqual([
      409,
      expect.objectContaining({ code: 'external_id_taken', order_id: second.order_id }),
    ]);
  });

  it('is free a day after the end, whatever was amended meanwhile', async () => {
    const order = await placed({ external_id: 'T-3' });
    await cashier.change(order.order_id, 'cancel', { reason: 'customer' });
    const endOf = (): Promise<{ ended_at: Date }[]> =>
      world.rows('SELECT ended_at FROM passline.orders WHERE order_id = $1', [order.order_id]);
    const ended = await endOf();
    expect((await amend(cashier, order, { payment: { status: 'refunded' } })).status).toBe(200);
    expect(await endOf()).toEqual(ended);
  });

  it('is taken by one alone of many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send({ external_id: 'T-2' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
  });
});

describe('Clocks of tills', () => {
  const minute = 60_000;

  it('are believed between the change before and now, however wrong they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -25, max: 25 }), async (off) => {
        const order = await placed({});
        const occurred_at = new Date(Date.now() + off * minute).toISOString();
        const snapshot = snapshotIn(
          await cashier.change(order.order_id, 'update-status', { status: 'cooking', occurred_at }),
        );
        const [placing, cooking] = snapshot.status_history;
        const at = Date.parse(cooking!.timestamp);
        expect(at).toBeGreaterThanOrEqual(Date.parse(placing!.timestamp));
        expect(at).toBeLessThanOrEqual(Date.parse(cooking!.recorded_at));
        // Moved to the nearer of the two.
        if (off < 0) expect(cooking!.timestamp).toBe(placing!.timestamp);
        if (off > 0) expect(cooking!.timestamp).toBe(cooking!.recorded_at);
      }),
      { numRuns: 12 },
    );
  });

  it.each([-25, -1, 1, 25])(
    'that are %i minutes off are put right by what they show as they send',
    async (off) => {
      const order = await placed({ placed_at: new Date(Date.now() - 40 * minute).toISOString() });
      const itsNow = Date.now() + off * minute;
      const { body } = await cashier.post(`${orders}/update-status`, {
        sent_at: new Date(itsNow).toISOString(),
        updates: [
          {
            order_id: order.order_id,
            status: 'cooking',
            occurred_at: new Date(itsNow - 10 * minute).toISOString(),
            idempotency_key: `clock ${String(off)}`,
          },
        ],
      });
      const [verdict] = (body as { results: { snapshot: Snapshot }[] }).results;
      const ago = Date.now() - Date.parse(verdict!.snapshot.status_history[1]!.timestamp);
      expect(Math.round(ago / minute)).toBe(10);
    },
  );
});
