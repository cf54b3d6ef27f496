import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Adjustment, type NewItem, type Order, placeOrderSchema } from '#libs/contracts';
import { currencyCodes, decimalText } from '#libs/money';
import { linesOf, sumOf } from '#libs/order-model';
import { anOrder } from '../board-orders/order.builder.ts';
import { withoutPrice, wrongAsTyped, wrongOf } from './draft-checks.ts';
import { knownDishes, latestCurrency } from './known-dishes.ts';
import { changedItem, withItems } from './item-changes.ts';
import {
  draftOf,
  emptyDraft,
  emptyItem,
  inCurrency,
  nextId,
  orderOf,
  priceOf,
  totalOf,
} from './order-draft.ts';

const ramen = { ...emptyItem(1), name: ' Spicy Ramen ', quantity: '2', price: '225', notes: 'no egg' };

const aCurrency = fc.constantFrom(...currencyCodes);
const aPrice = fc.integer({ min: 0, max: 1_000_000_000 });
const aQuantity = fc.integer({ min: 1, max: 9_999_000 }).map((thousandths) => thousandths / 1_000);
const aName = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[a-z]$/);
const aModifier = fc.record({ name: aName, quantity: aQuantity, unit_price: fc.nat({ max: 100_000 }) });
const anItem: fc.Arbitrary<NewItem> = fc.record({
  name: aName,
  quantity: aQuantity,
  unit_price: aPrice,
  modifiers: fc.array(aModifier, { maxLength: 3 }),
});
const anAdjustment: fc.Arbitrary<Adjustment> = fc.record({
  kind: fc.constantFrom('discount', 'delivery', 'tip'),
  amount: fc.integer({ min: -100_000, max: 100_000 }),
});
const aPlacedOrder: fc.Arbitrary<Order> = fc
  .record({
    items: fc.array(anItem, { minLength: 1, maxLength: 4 }),
    adjustments: fc.array(anAdjustment, { maxLength: 3 }),
    currency: aCurrency,
    given: fc.option(aPrice),
  })
  .map(({ items, adjustments, currency, given }) =>
    anOrder({
      items: linesOf(items),
      adjustments,
      total: { amount: given ?? sumOf(items, adjustments), currency },
    }),
  );

/** What the server makes of it. */
const costOf = (order: ReturnType<typeof orderOf>): number => {
  const { items, adjustments = [], total } = placeOrderSchema.parse(order);
  return total?.amount ?? sumOf(items, adjustments);
};

describe('a price that someone typed', () => {
  it.each([
    ['225', 'PHP', 22_500],
    ['225.5', 'PHP', 22_550],
    ['1,250.50', 'PHP', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['12,5', 'EUR', 1_250],
    ['1,250', 'PHP', 125_000],
    ['800', 'JPY', 800],
    ['800', 'HUF', 80_000],
    ['1.250', 'KWD', 1_250],
    ['', 'PHP', 0],
    ['a lot', 'PHP', null],
    ['-5', 'PHP', null],
    ['12.5', 'JPY', null],
  ])('%s in %s is %s', (typed, currency, amount) => {
    expect(priceOf(typed, currency)).toBe(amount);
  });

  it('is what is placed, in every currency', () => {
    fc.assert(
      fc.property(aCurrency, aPrice, (currency, amount) => {
        const draft = { ...emptyDraft, items: [{ ...ramen, price: decimalText(amount, currency) }] };
        expect(wrongOf(draft, currency)).toEqual({});
        expect(orderOf(draft, currency).items[0]?.unit_price).toBe(amount);
      }),
    );
  });

  it('is asked about where it is missing, and refused where it is none: neither is placed as nothing', () => {
    const items = [ramen, { ...emptyItem(2), name: 'Gyoza' }, { ...emptyItem(3), name: 'Tea', price: 'two' }];
    const draft = { ...emptyDraft, items };
    expect(withoutPrice(draft).map(({ name }) => name)).toEqual(['Gyoza']);
    expect(Object.keys(wrongOf(draft, 'PHP'))).toEqual(['items.3.unit_price']);
  });
});

describe('an order that is repeated', () => {
  it('costs the same where nothing of it is touched, with its modifiers, decimals and what was added', () => {
    fc.assert(
      fc.property(aPlacedOrder, (order) => {
        const { currency, amount } = order.total;
        const draft = inCurrency(draftOf(order), currency);
        expect([wrongOf(draft, currency), withoutPrice(draft)]).toEqual([{}, []]);
        const again = orderOf(draft, currency);
        expect([costOf(again), totalOf(draft, currency)]).toEqual([amount, amount]);
        expect(linesOf(placeOrderSchema.parse(again).items).map((item) => item.amount)).toEqual(
          order.items.map((item) => item.amount),
        );
      }),
    );
  });

  it('is the same order: the same people, place, notes and dishes', () => {
    const items = linesOf([
      {
        name: 'Spicy Ramen',
        quantity: 0.5,
        unit_price: 22_500,
        notes: 'no egg',
        modifiers: [{ name: 'Soft egg', quantity: 2, unit_price: 2_500 }],
        allergens: ['Egg'],
        station: 'Hot',
        external_id: 'sku-1',
      },
    ]);
    const order = anOrder({
      fulfilment: 'delivery',
      items,
      total: { amount: 13_750, currency: 'PHP' },
      notes: 'Ring twice',
      address: '12 Mabini St',
      customer: { name: 'Ana', phone: '+639171234567', email: 'ana@example.test' },
    });
    const { line: _, amount: __, state: ___, ...ramenAgain } = items[0]!;
    expect(orderOf(draftOf(order), 'PHP')).toEqual({
      fulfilment: 'delivery',
      currency: 'PHP',
      items: [ramenAgain],
      notes: 'Ring twice',
      address: '12 Mabini St',
      customer: order.customer,
    });
  });

  it('has no prices where the restaurant has another currency now: all are asked for, the modifiers’ too', () => {
    const modifiers = [
      { name: 'Soft egg', quantity: 1, unit_price: 2_500 },
      { name: 'No onions', quantity: 1, unit_price: 0 },
    ];
    const items = linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900, modifiers }]);
    const adjustments = [{ kind: 'tip' as const, amount: 100 }];
    const order = anOrder({ items, adjustments, total: { amount: 1_000, currency: 'PHP' } });
    const draft = inCurrency(draftOf(order), 'JPY');
    expect([draft.total, draft.adjustments]).toEqual([null, []]);
    expect(withoutPrice(draft).map(({ name }) => name)).toEqual(['Ramen', 'Soft egg']);
    const priced = { ...draft, items: draft.items.map((item) => ({ ...item, price: '800' })) };
    expect(withoutPrice(priced).map(({ name }) => name)).toEqual(['Soft egg']);
    expect(orderOf(priced, 'JPY')).toMatchObject({ currency: 'JPY', items: [{ unit_price: 800 }] });
    expect(orderOf(priced, 'JPY').items[0]?.modifiers?.map(({ unit_price }) => unit_price)).toEqual([0, 0]);
  });

  it.each([
    ['120', 120, null],
    [' 1,200 ', 1_200, null],
    ['0', 0, null],
    ['a lot', null, /Not a price/],
    ['9999999999', null, /More than an order can hold/],
  ])('has the price that was said anew of what is added to a dish: %j', (price, amount, fault) => {
    const modifiers = [
      { name: 'No onions', quantity: 1, unit_price: 0 },
      { name: 'Soft egg', quantity: 1, unit_price: 2_500 },
    ];
    const items = linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900, modifiers }]);
    const { items: asked, ...draft } = inCurrency(draftOf(anOrder({ items })), 'JPY');
    const typed = {
      ...draft,
      items: asked.map((item) => ({
        ...item,
        price: '800',
        modifiers: item.modifiers.map((each) => (each.unit_price === null ? { ...each, price } : each)),
      })),
    };
    expect(withoutPrice(typed)).toEqual([]);
    if (fault === null) {
      expect(wrongOf(typed, 'JPY')).toEqual({});
      expect(placeOrderSchema.parse(orderOf(typed, 'JPY')).items[0]?.modifiers).toEqual([
        modifiers[0],
        { ...modifiers[1], unit_price: amount },
      ]);
    } else
      expect(wrongOf(typed, 'JPY')).toEqual({
        'items.0.modifiers.1.unit_price': expect.stringMatching(fault),
      });
    expect(withoutPrice(inCurrency(typed, 'KWD')).map(({ place }) => place)).toEqual([
      'items.0.unit_price',
      'items.0.modifiers.1.unit_price',
    ]);
  });

  it('keeps its prices where no currency was known before', () => {
    const draft = { ...emptyDraft, items: [ramen] };
    expect(inCurrency(draft, 'PHP')).toEqual({ ...draft, currency: 'PHP' });
  });

  it('costs what it did while only what is said of it changes, and no longer once something else is ordered', () => {
    const draft = draftOf(
      anOrder({
        items: linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900 }]),
        total: { amount: 1_000, currency: 'PHP' },
      }),
    );
    const [item] = draft.items;
    const totalWith = (change: object): number | null => withItems(draft, [{ ...item!, ...change }]).total;
    expect(withItems(draft, [...draft.items, emptyItem(5)]).total).toBe(1_000);
    expect([totalWith({ notes: 'no egg' }), totalWith({ allergens: ['Egg'] })]).toEqual([1_000, 1_000]);
    expect([{ price: '8' }, { quantity: '2' }, { name: 'Tea' }].map(totalWith)).toEqual([null, null, null]);
    expect(withItems(draft, []).total).toBe(null);
  });
});

describe('a price that was filled in', () => {
  const dishes = new Map([
    ['Ramen', '225.00'],
    ['Tea', '60.00'],
  ]);
  const named = (...names: readonly string[]) =>
    names.reduce((item, name) => changedItem(item, { name }, dishes), emptyItem(0));

  it('goes with the dish that it was for', () => {
    expect(named('Ramen').price).toBe('225.00');
    expect([named('Ramen', 'Tea').price, named('Ramen', 'Ramen Special').price]).toEqual(['60.00', '']);
    expect(named('Ramen', 'Ramen ').price).toBe('225.00');
  });

  it('goes with the dish of a repeated order, as what the till knows it by does', () => {
    const items = linesOf([{ name: 'Ramen', quantity: 1, unit_price: 900, external_id: 'sku-1' }]);
    const [ordered] = draftOf(anOrder({ items, total: { amount: 900, currency: 'PHP' } })).items;
    expect(changedItem(ordered!, { name: 'Lugaw' }, dishes)).toMatchObject({ price: '', atTheTill: {} });
    expect(changedItem(ordered!, { notes: 'no egg' }, dishes)).toMatchObject({
      price: '9.00',
      atTheTill: { external_id: 'sku-1' },
    });
  });

  it('stays where someone typed it', () => {
    const typed = changedItem(named('Ramen'), { price: '200' }, dishes);
    expect(changedItem(typed, { name: 'Tea' }, dishes).price).toBe('200');
  });
});

describe('an order taken for later', () => {
  const forLater = { ...emptyDraft, items: [ramen], scheduledFor: '2026-01-05T18:30' };

  it('says when, and one for now says nothing', () => {
    expect(orderOf(forLater, 'PHP').scheduled_for).toBe(new Date('2026-01-05T18:30').toISOString());
    expect(orderOf({ ...forLater, scheduledFor: null }, 'PHP')).not.toHaveProperty('scheduled_for');
  });

  it.each(['', '2026-01-05'])('costs what it costs while its time is half typed: “%s”', (scheduledFor) => {
    expect(totalOf({ ...forLater, scheduledFor }, 'PHP')).toBe(45_000);
  });

  it('is not sent for a time that has been, or without one', () => {
    expect(wrongOf(forLater, 'PHP')).toEqual({ scheduled_for: 'Too soon: at least 10 minutes ahead' });
    expect(wrongOf({ ...forLater, scheduledFor: '' }, 'PHP')).toEqual({
      scheduled_for: 'For which day and time?',
    });
  });
});

describe('an order taken by phone', () => {
  it('leaves out empty lines and what was not asked', () => {
    expect(orderOf({ ...emptyDraft, items: [ramen, emptyItem(2)] }, 'PHP')).toEqual({
      fulfilment: 'pickup',
      currency: 'PHP',
      items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg' }],
    });
  });

  it('sends the address with a delivery and the table with dine-in, and neither with the other', () => {
    const both = {
      ...emptyDraft,
      items: [ramen],
      table: '7',
      address: '12 Mabini St',
      phone: '+639171234567',
    };
    expect(orderOf({ ...both, fulfilment: 'delivery' }, 'PHP')).toMatchObject({
      address: '12 Mabini St',
      customer: { phone: '+639171234567' },
    });
    expect(orderOf({ ...both, fulfilment: 'delivery' }, 'PHP')).not.toHaveProperty('table');
    expect(orderOf({ ...both, fulfilment: 'dine_in' }, 'PHP')).toMatchObject({ table: '7' });
    expect(orderOf({ ...both, fulfilment: 'dine_in' }, 'PHP')).not.toHaveProperty('address');
  });

  it.each([
    ['pickup', []],
    ['delivery', ['address', 'phone']],
    ['dine_in', ['table']],
  ] as const)('for %s needs %j', (fulfilment, fields) => {
    const draft = { ...emptyDraft, fulfilment, items: [ramen] };
    expect(Object.keys(wrongOf(draft, 'PHP'))).toEqual(fields);
    const said = { ...draft, table: '7', address: '12 Mabini St', phone: '0917' };
    expect(wrongOf(said, 'PHP')).toEqual({});
  });

  it('drops no line in which something was said, and asks for its dish', () => {
    const items = [emptyItem(0), { ...emptyItem(1), price: '90' }, { ...emptyItem(2), notes: 'iced' }];
    const wrong = wrongOf({ ...emptyDraft, items }, 'PHP');
    expect(Object.keys(wrong)).toEqual(['items.1.name', 'items.2.name']);
  });

  it('shows what the server refuses at the line that was meant', () => {
    const draft = { ...emptyDraft, items: [emptyItem(4), ramen, { ...ramen, id: 9 }] };
    const wrong = { 'items.1.notes': 'too long', 'customer.phone': 'no number', table: 'too long' };
    expect(wrongAsTyped(wrong, draft)).toEqual({
      'items.9.notes': 'too long',
      phone: 'no number',
      table: 'too long',
    });
  });

  it('numbers its lines so that none has the number of another', () => {
    expect([nextId([]), nextId([emptyItem(0), emptyItem(4)])]).toEqual([0, 5]);
  });
});

describe('what was sold lately', () => {
  const sold = (placed_at: string, unit_price: number, currency = 'PHP'): Order =>
    anOrder({
      placed_at,
      items: linesOf([{ name: 'Ramen', quantity: 1, unit_price }]),
      total: { amount: unit_price, currency },
    });
  const morning = sold('2026-01-05T08:00:00.000Z', 22_500);
  const noon = sold('2026-01-05T12:00:00.000Z', 24_000);

  it.each([
    ['its latest price, however the orders come', [noon, morning], '240.00'],
    ['no price of another currency', [morning, sold('2026-01-05T13:00:00.000Z', 900, 'JPY')], '225.00'],
    ['no price of nothing', [morning, sold('2026-01-05T13:00:00.000Z', 0)], '225.00'],
  ])('has %s', (_, orders, price) => {
    expect(knownDishes(orders, 'PHP').get('Ramen')).toBe(price);
  });

  it('says in which currency', () => {
    expect([latestCurrency([noon, morning]), latestCurrency([])]).toEqual(['PHP', null]);
  });
});
