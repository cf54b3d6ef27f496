import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, orderPageSchema, orderSchema } from '#libs/contracts';
import type { Locator } from 'playwright-core';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, type Tablet } from './board-world.ts';
import { focused } from './keyboard.ts';

describe('an order that is taken by phone', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  /** All orders, the newest first. */
  const orders = async (): Promise<readonly Order[]> =>
    orderPageSchema.parse((await world.cashier.get('/api/v1/online/orders?limit=100')).body).orders;
  const latest = async (): Promise<Order> => (await orders())[0]!;
  const openForm = async (tablet: Tablet): Promise<Locator> => {
    await tablet.page.getByRole('button', { name: 'New order', exact: true }).click();
    return tablet.page.locator('phone-order');
  };
  const place = (form: Locator): Promise<void> =>
    form.getByRole('button', { name: /Place the order/ }).click();
  const isPlaced = (form: Locator): Promise<void> => form.getByText(/is on the board/).waitFor();
  const dish = async (form: Locator, name: string, price: string): Promise<void> => {
    await form.getByLabel('Name of item 1').fill(name);
    await form.getByLabel('Price of item 1').fill(price);
  };

  it('is another one each time, be it of the same dishes, for the same sum', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    const before = (await orders()).length;
    await dish(form, 'Lugaw', '80');
    await place(form);
    await isPlaced(form);
    await form.getByRole('button', { name: 'Another order' }).click();
    await dish(form, 'Lugaw', '80');
    await place(form);
    await isPlaced(form);
    await form.getByRole('button', { name: 'The same again' }).click();
    expect(await form.getByLabel('Price of item 1').inputValue()).toBe('80.00');
    await place(form);
    await isPlaced(form);
    const [third, second, first, ...others] = await orders();
    expect(others).toHaveLength(before);
    expect(new Set([first, second, third].map((order) => order?.order_number)).size).toBe(3);
    for (const order of [first, second, third])
      expect(order).toMatchObject({ total: { amount: 8_000, currency: 'PHP' }, items: [{ name: 'Lugaw' }] });
    await form.getByText(third?.order_number ?? '').waitFor();
  });

  it('is placed once though the answer was lost and it was changed meanwhile, and says so', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    const before = (await orders()).length;
    await dish(form, 'Arroz Caldo', '90');
    await counter.page.route('**/online/orders/', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await place(form);
    await form.getByText(/There was no answer/).waitFor();
    await counter.page.unroute('**/online/orders/');
    await form.getByLabel('Price of item 1').fill('95');
    await place(form);
    await form.getByText(/It had already been placed before you changed it/).waitFor();
    expect((await orders()).length).toBe(before + 1);
    expect((await latest()).total.amount).toBe(9_000);
  });

  it('says its total at the button, takes weights, and places what was typed', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    await dish(form, 'Lechon', '1,250.50');
    await form.getByLabel('Quantity of item 1').fill('0.5');
    await form.getByRole('button', { name: 'Place the order ₱625.25' }).waitFor();
    await form.getByLabel('Notes on the order').fill('Ring the bell');
    await place(form);
    await isPlaced(form);
    expect(await latest()).toMatchObject({
      items: [{ name: 'Lechon', quantity: 0.5, unit_price: 125_050, amount: 62_525 }],
      total: { amount: 62_525 },
      notes: 'Ring the bell',
    });
  });

  it('asks for the address and phone of a delivery, the table of a guest, and a price that is missing', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    const before = (await orders()).length;
    await form.getByLabel('Name of item 1').fill('Sisig');
    await form.getByText('Delivery', { exact: true }).click();
    await place(form);
    await form.getByText('Where is it to be brought?').waitFor();
    await form.getByText('Which number can the driver call?').waitFor();
    await form.getByText('Dine-in', { exact: true }).click();
    await place(form);
    await form.getByText('Which table is it for?').waitFor();
    await form.getByLabel('Table').fill('7');
    await form.getByLabel('Price of item 1').fill('a lot');
    await place(form);
    await form.getByText(/Not a price/).waitFor();
    await form.getByLabel('Price of item 1').fill('');
    await place(form);
    await form.getByText('Sisig has no price.').waitFor();
    expect(await form.getByText(/look at what is marked/).count()).toBe(0);
    await eventually(async () => (await focused(counter.page)).name === 'Add the price', 'the focus there');
    expect((await orders()).length).toBe(before);
    await form.getByRole('button', { name: 'Add the price' }).click();
    await counter.page.keyboard.type('180');
    await place(form);
    await isPlaced(form);
    expect(await latest()).toMatchObject({ table: '7', total: { amount: 18_000 } });
    await form.getByRole('button', { name: 'Another order' }).click();
    await form.getByLabel('Name of item 1').fill('Water');
    await place(form);
    await form.getByRole('button', { name: 'Place it without' }).click();
    await isPlaced(form);
    expect(await latest()).toMatchObject({ items: [{ name: 'Water' }], total: { amount: 0 } });
  });

  it('is not placed without its price by whoever presses twice, wherever the question comes up', async () => {
    const { page } = await world.tablet('cashier');
    await page.getByRole('button', { name: 'New order', exact: true }).click();
    const form = page.locator('phone-order');
    const before = (await orders()).length;
    await form.getByLabel('Name of item 1').fill('Water');
    // Within the page, as soon as it is there: no machine is too slow for it.
    await page.evaluate(`(async () => {
      const find = (root) =>
        root.querySelector('order-form') ??
        [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && find(shadowRoot)).find(Boolean);
      const form = find(document).shadowRoot;
      form.querySelector('[type=submit]').click();
      const answers = () => form.querySelector('price-question')?.shadowRoot.querySelectorAll('button') ?? [];
      while (answers().length === 0) await new Promise(requestAnimationFrame);
      for (const answer of answers()) if (/without/.test(answer.textContent)) answer.click();
    })()`);
    const without = form.getByRole('button', { name: 'Place it without' });
    await eventually(() => without.isEnabled(), 'the question to be one that could be read');
    expect((await orders()).length).toBe(before);
    await without.click();
    await isPlaced(form);
    expect((await orders()).length).toBe(before + 1);
  });

  it('says what of it was left out, and takes the right one at once', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    await dish(form, 'Lugaw', '80');
    await form.getByLabel('Name', { exact: true }).fill('Ana Reyes');
    await form.getByLabel('Phone').fill('12');
    await place(form);
    await form.getByText(/Phone “12” is not a phone number.*left out/).waitFor();
    expect((await latest()).customer).toEqual({ name: 'Ana Reyes' });
    await form.getByLabel('Phone').fill('+63 917 123 4567');
    await form.getByRole('button', { name: 'Add it to the order' }).click();
    await form.getByText('The order has it now.').waitFor();
    expect((await latest()).customer).toEqual({ name: 'Ana Reyes', phone: '+639171234567' });
    await form.getByRole('button', { name: 'The same again' }).click();
    expect(await form.getByLabel('Phone').inputValue()).toBe('+63 917 123 4567');
  });

  it('is kept when it repeats another one, with what it was sent as, until it was placed', async () => {
    const items = [{ name: 'Palabok', quantity: 1, unit_price: 9_900 }];
    const order = await world.cashier.place({ fulfilment: 'pickup', items });
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    const before = (await orders()).length;
    const again = async (): Promise<Locator> => {
      await (await counter.open(order)).getByRole('button', { name: 'Order it again' }).click();
      return counter.page.locator('phone-order');
    };
    const close = async (): Promise<void> => {
      await counter.page.keyboard.press('Escape');
      await counter.page.locator('phone-order').waitFor({ state: 'detached' });
    };
    let form = await again();
    await form.getByLabel('Notes on the order').fill('Ring twice');
    await counter.page.route('**/online/orders/', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await place(form);
    await form.getByText(/There was no answer/).waitFor();
    await counter.page.unroute('**/online/orders/');
    await close();
    form = await again();
    expect(await form.getByLabel('Notes on the order').inputValue()).toBe('Ring twice');
    await place(form);
    await isPlaced(form);
    expect([(await orders()).length, (await latest()).notes]).toEqual([before + 1, 'Ring twice']);
    await close();
    form = await again();
    expect(await form.getByLabel('Notes on the order').inputValue()).toBe('');
    await close();
    form = await openForm(counter);
    expect(await form.getByLabel('Name of item 1').inputValue()).toBe('');
  });

  it('is another one where it is the same again: neither the new order nor a kept one is mixed with it', async () => {
    const items = [{ name: 'Taho', quantity: 1, unit_price: 2_500 }];
    const order = await world.cashier.place({ fulfilment: 'pickup', items });
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    const again = async (): Promise<Locator> => {
      await (await counter.open(order)).getByRole('button', { name: 'Order it again' }).click();
      return counter.page.locator('phone-order');
    };
    const notes = (form: Locator): Promise<string> => form.getByLabel('Notes on the order').inputValue();
    const close = async (): Promise<void> => {
      await counter.page.keyboard.press('Escape');
      await counter.page.locator('phone-order').waitFor({ state: 'detached' });
    };
    let form = await openForm(counter);
    await dish(form, 'Lugaw', '80');
    await place(form);
    await isPlaced(form);
    await form.getByRole('button', { name: 'The same again' }).click();
    await form.getByLabel('Notes on the order').fill('Of the new order');
    await close();
    form = await openForm(counter);
    expect([await notes(form), await form.getByLabel('Name of item 1').inputValue()]).toEqual(['', '']);
    await close();
    form = await again();
    await place(form);
    await isPlaced(form);
    await form.getByRole('button', { name: 'The same again' }).click();
    await form.getByLabel('Notes on the order').fill('Of the one after it');
    await close();
    form = await again();
    expect(await notes(form)).toBe('');
  });

  it('waits for the restaurant’s currency, and is placed once in it', async () => {
    const manager = await Api.as(world.passline.url, 'manager');
    const modifiers = [{ name: 'Cheese', quantity: 1, unit_price: 500 }];
    const items = [{ name: 'Puto', quantity: 1, unit_price: 2_500, modifiers }];
    const order = await world.cashier.place({ fulfilment: 'pickup', items });
    await manager.send('PATCH', '/api/v1/restaurant', { currency: 'JPY' });
    const counter = await world.tablet('cashier');
    const release = Promise.withResolvers<undefined>();
    await counter.page.route('**/api/v1/restaurant', async (route) => {
      await release.promise;
      await route.continue();
    });
    const before = (await orders()).length;
    await (await counter.open(order)).getByRole('button', { name: 'Order it again' }).click();
    const form = counter.page.locator('phone-order');
    await place(form);
    await form.getByRole('button', { name: 'Placing…' }).waitFor();
    release.resolve(undefined);
    await form.getByText('Puto and Cheese have no price.').waitFor();
    expect((await orders()).length).toBe(before);
    await form.getByRole('button', { name: 'Add the price' }).click();
    await counter.page.keyboard.type('80');
    await place(form);
    await form.getByText('Cheese has no price.').waitFor();
    await form.getByRole('button', { name: 'Add the price' }).click();
    await counter.page.keyboard.type('20');
    expect(await form.getByLabel('Price of Cheese in item 1, in JPY').inputValue()).toBe('20');
    await place(form);
    await isPlaced(form);
    await manager.send('PATCH', '/api/v1/restaurant', { currency: 'PHP' });
    expect([(await orders()).length, (await latest()).total]).toEqual([
      before + 1,
      { amount: 100, currency: 'JPY' },
    ]);
  });

  it('is not placed once its form was closed while it waited for that, and once where it was pressed again', async () => {
    const counter = await world.tablet('cashier');
    const { page } = counter;
    const release = Promise.withResolvers<undefined>();
    let posts = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/online/orders/')) posts += 1;
    });
    await page.route('**/api/v1/restaurant', async (route) => {
      await release.promise;
      await route.continue();
    });
    await counter.stands('New', await world.cashier.place({ fulfilment: 'pickup' }));
    const before = (await orders()).length;
    let form = await openForm(counter);
    await dish(form, 'Turon', '20');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Placing…' }).waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    form = await openForm(counter);
    await form.getByRole('button', { name: /Place the order/ }).dblclick();
    await form.getByRole('button', { name: 'Placing…' }).waitFor();
    release.resolve(undefined);
    await isPlaced(form);
    expect([posts, (await orders()).length]).toEqual([1, before + 1]);
  });

  it('says at each field what is wrong with it, and puts the keyboard there, and then to what was placed', async () => {
    const counter = await world.tablet('cashier');
    const form = await openForm(counter);
    await form.getByText('Delivery', { exact: true }).click();
    await dish(form, 'Sisig', 'a lot');
    await place(form);
    interface Field {
      getAttribute(name: string): string | null;
      getRootNode(): { getElementById(id: string): { readonly textContent: string } | null };
    }
    const said = (name: string): Promise<readonly unknown[]> =>
      form.getByRole('textbox', { name, exact: true }).evaluate((field: Field) => {
        const id = field.getAttribute('aria-describedby') ?? '';
        return [field.getAttribute('aria-invalid'), field.getRootNode().getElementById(id)?.textContent];
      });
    await form.getByText('Where is it to be brought?').waitFor();
    expect(await said('Address')).toEqual(['true', 'Where is it to be brought?']);
    expect(await said('Price of item 1, in PHP')).toEqual(['true', expect.stringContaining('Not a price')]);
    expect((await said('Phone'))[0]).toBe('true');
    expect((await said('Notes for item 1'))[0]).toBe(null);
    expect((await focused(counter.page)).name).toMatch(/^Address/);
    await form.getByText('Pickup', { exact: true }).click();
    await form.getByLabel('Price of item 1').fill('180');
    await place(form);
    await isPlaced(form);
    const isFocused = (words: RegExp): Promise<unknown> =>
      eventually(async () => words.test((await focused(counter.page)).name), `the focus at ${words.source}`);
    await isFocused(/is on the board/);
    await form.getByRole('button', { name: 'Another order' }).click();
    await isFocused(/^Name of item 1$/);
  });

  it('can be an old one again, with modifiers, decimals and what was added to it', async () => {
    const items = [
      {
        name: 'Bibingka',
        quantity: 1.5,
        unit_price: 9_900,
        modifiers: [{ name: 'Salted egg', quantity: 2, unit_price: 1_550 }],
      },
    ];
    const adjustments = [{ kind: 'discount' as const, label: 'Lunch', amount: -1_000 }];
    const order = await world.cashier.place({ fulfilment: 'pickup', items, adjustments });
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    await (await counter.open(order)).getByRole('button', { name: 'Order it again' }).click();
    const form = counter.page.locator('phone-order');
    const egg = form.getByRole('button', { name: /Leave out 2 × Salted egg/ });
    await egg.waitFor();
    // The board draws itself anew each second.
    const since = Date.now();
    await eventually(() => Date.now() - since > 2_000, 'the board to be drawn anew');
    expect(await egg.count()).toBe(1);
    await place(form);
    await isPlaced(form);
    const again = await latest();
    expect(again.order_id).not.toBe(order.order_id);
    expect([again.total, again.items, again.adjustments]).toEqual([
      order.total,
      order.items,
      order.adjustments,
    ]);
  });

  it('is kept when the form is closed before it is placed', async () => {
    const counter = await world.tablet('cashier');
    let form = await openForm(counter);
    await dish(form, 'Lugaw', '80');
    await counter.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    form = await openForm(counter);
    expect(await form.getByLabel('Name of item 1').inputValue()).toBe('Lugaw');
    await form.getByRole('button', { name: 'Clear the form' }).click();
    expect(await form.getByLabel('Name of item 1').inputValue()).toBe('');
  });

  it('is in the restaurant’s currency, whatever the orders before it were in', async () => {
    const manager = await Api.as(world.passline.url, 'manager');
    await manager.send('PATCH', '/api/v1/restaurant', { currency: 'KWD' });
    const tablet = await world.tablet('manager');
    const form = await openForm(tablet);
    await form.getByLabel('Price of item 1, in KWD').waitFor();
    await dish(form, 'Lugaw', '1.250');
    await form.getByRole('button', { name: /Place the order .*1\.250/ }).click();
    await isPlaced(form);
    await manager.send('PATCH', '/api/v1/restaurant', { currency: 'PHP' });
    const { order_id } = await latest();
    const order = orderSchema.parse((await world.cashier.get(`/api/v1/online/orders/${order_id}`)).body);
    expect(order.total).toEqual({ amount: 1_250, currency: 'KWD' });
  });
});
