import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { encode } from 'uqr';
import { type Order, tableCodeSchema, tableListSchema, tableOrderSchema } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { launchBrowser, narrowPhone, openPage, sidewaysScroll } from '../support/browser.ts';
import { refusal, rivalManager, World } from '../contracts/contract-world.ts';

let world: World;
let cashier: Api;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([World.open(), launchBrowser()]);
  cashier = await world.as('cashier');
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

let tables = 0;
/** A table that no other rule sits at. */
const aTable = (): string => `T ${String((tables += 1))} ñ/ü`;

const entryOf = async (table: string, by = cashier): Promise<string> =>
  tableCodeSchema.parse((await by.get(`/api/v1/restaurant/tables/${encodeURIComponent(table)}/entry`)).body)
    .entry_url;
const enter = (url: string): Promise<Answer> =>
  new Api(world.url).post('/api/v1/tables/enter', { code: url.split('#')[1] });
const place = (table: string, more: object = {}): Promise<Order> =>
  cashier.place({ fulfilment: 'dine_in', table, ...more });
const linkFrom = async (url: string): Promise<string> =>
  tableOrderSchema.parse((await enter(url)).body).tracking_url;
const refused = async (url: string): Promise<string> => refusal(await enter(url)).code;

describe('The code on a table', () => {
  it('leads to the order that is being prepared for it, whoever scans it, and to no one’s name', async () => {
    const table = aTable();
    const order = await place(table, { customer: { name: 'Cris', phone: '+639171234567' } });
    const url = await entryOf(table);
    expect(url).toMatch(
      new RegExp(`^${world.url}/table#[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{32}\\.[A-Za-z0-9_-]+$`),
    );
    expect(await linkFrom(url)).toBe(order.tracking_url);
    const shown = await new Api(world.url, (await linkFrom(url)).split('#')[1]).get(
      `/api/v1/online/orders/${order.order_id}`,
    );
    expect([shown.status, JSON.stringify(shown.body).includes('Cris')]).toEqual([200, false]);
  });

  it('leads nowhere before anything is ordered, and once it is served: who sits down next does not see the party before', async () => {
    const [table, other] = [aTable(), aTable()];
    const url = await entryOf(table);
    expect(await refused(url)).toBe('order_not_found');
    const first = await place(table);
    await place(other);
    for (const status of ['confirmed', 'cooking', 'ready']) {
      await cashier.move(first.order_id, status);
      expect(await linkFrom(url)).toBe(first.tracking_url);
    }
    await cashier.move(first.order_id, 'served');
    expect(await refused(url)).toBe('order_not_found');
    await cashier.move(first.order_id, 'completed');
    const second = await place(table);
    expect(await linkFrom(url)).toBe(second.tracking_url);
    await cashier.change(second.order_id, 'cancel', { reason: 'customer' });
    expect(await refused(url)).toBe('order_not_found');
  });

  it('leads to the newest of several, to none that is carried out, was forgotten half a day ago, or has its link withdrawn', async () => {
    const table = aTable();
    const url = await entryOf(table);
    await cashier.place({ fulfilment: 'pickup', table });
    expect(await refused(url)).toBe('order_not_found');
    const [older, newer] = [await place(table), await place(table)];
    expect(await linkFrom(url)).toBe(newer.tracking_url);
    await cashier.send('DELETE', `/api/v1/online/orders/${newer.order_id}/link/`);
    expect(await linkFrom(url)).toBe(older.tracking_url);
    await world.rows(
      `UPDATE passline.orders SET placed_at = placed_at - interval '13 hours' WHERE order_id = $1`,
      [older.order_id],
    );
    expect(await refused(url)).toBe('order_not_found');
  });

  it('leads to all that are being prepared, newest first, by what they are called', async () => {
    const table = aTable();
    const url = await entryOf(table);
    const older = await place(table, { display_number: 'A-17' });
    const newer = await place(table);
    const { orders } = tableOrderSchema.parse((await enter(url)).body);
    expect(orders.map(({ display_number, tracking_url }) => [display_number, tracking_url])).toEqual([
      [newer.display_number, newer.tracking_url],
      ['A-17', older.tracking_url],
    ]);
    const { page, complaints } = await openPage(browser, url, { viewport: narrowPhone });
    await page.getByRole('heading', { name: 'Which order is yours?' }).waitFor();
    expect(await page.getByRole('link').allInnerTexts()).toEqual([
      `Order ${newer.display_number}`,
      'Order A-17',
    ]);
    expect([await sidewaysScroll(page), complaints]).toEqual([0, []]);
    await page.getByRole('link', { name: 'Order A-17' }).click();
    await page.waitForURL(older.tracking_url);
    await page.context().close();
  });

  it('is one for all ways to write a table’s label', async () => {
    const order = await place(' Ｔerraza n\u0303 9 ');
    expect(await linkFrom(await entryOf('terraza Ñ 9'))).toBe(order.tracking_url);
    expect(await refused(await entryOf('terraza n 9'))).toBe('order_not_found');
  });

  it('stands in the list of the tables, which a manager sets', async () => {
    const manager = await world.as('manager');
    const rival = await world.as(rivalManager);
    const path = '/api/v1/restaurant/tables';
    const set = async (labels: readonly string[]) =>
      tableListSchema.parse((await manager.send('PUT', path, { labels })).body);
    const { tables } = await set(['Bar 1', ' bar 1', 'Terraza', 'ＢＡＲ 1']);
    expect(tables.map(({ label }) => label)).toEqual(['Bar 1', 'Terraza']);
    expect((await cashier.get(path)).body).toEqual({ tables });
    expect((await rival.get(path)).body).toEqual({ tables: [] });
    const order = await place('BAR 1');
    expect(await linkFrom(tables[0]?.entry_url ?? '')).toBe(order.tracking_url);
    expect((await set(Array.from({ length: 500 }, (_, index) => `T ${String(index)}`))).tables).toHaveLength(
      500,
    );
    for (const labels of [[], [''], ['  '], ['\u202e\u0007'], ['x'.repeat(51)], Array(501).fill('x'), 'x'])
      expect(refusal(await manager.send('PUT', path, { labels })).code).toBe('invalid_request');
    expect(refusal(await cashier.send('PUT', path, { labels: ['1'] })).code).toBe('forbidden');
  });

  it.each([
    ['\u202eT 99\u202c', 'T 99'],
    ['\u2067Terrace\u2069 9', 'Terrace 9'],
    ['Hall\r\n 9', 'Hall 9'],
    ['Hall\u00079\u0000', 'Hall 9'],
    [' Bar 9 ', 'Bar 9'],
  ])(
    'is made of a label without what would change the text around it, everywhere: %j',
    async (label, clean) => {
      const [manager, path] = [await world.as('manager'), '/api/v1/restaurant/tables'];
      const { tables } = tableListSchema.parse(
        (await manager.send('PUT', path, { labels: [label, clean] })).body,
      );
      const entry = await cashier.get(`${path}/${encodeURIComponent(label)}/entry`);
      const order = await place(label);
      expect([tables.map((each) => each.label), entry.body, order.table]).toEqual([
        [clean],
        { table: clean, entry_url: tables[0]?.entry_url },
        clean,
      ]);
      expect(await linkFrom(tables[0]?.entry_url ?? '')).toBe(order.tracking_url);
    },
  );

  it('is another for each restaurant and each table, and cannot be made up', async () => {
    const table = aTable();
    await place(table);
    const url = await entryOf(table);
    const rival = await world.as(rivalManager);
    expect(await refused(await entryOf(table, rival))).toBe('order_not_found');
    const [restaurant = '', signature = '', label = ''] = url.split('#')[1]?.split('.') ?? [];
    const [theirs = ''] = (await entryOf(table, rival)).split('#')[1]?.split('.') ?? [];
    const others = Buffer.from(aTable()).toString('base64url');
    const forged = [
      [theirs, signature, label],
      [restaurant, signature, others],
      [restaurant, 'A'.repeat(32), label],
      ['A'.repeat(22), signature, label],
      [restaurant, signature],
      ['x'],
      [restaurant, signature, '_w'],
    ];
    for (const parts of forged)
      expect([parts, await refused(`x#${parts.join('.')}`)]).toEqual([parts, 'link_not_valid']);
  });

  it('is worthless once the restaurant has renewed its codes; another restaurant’s are not', async () => {
    const table = aTable();
    const [rival, manager] = [await world.as(rivalManager), await world.as('manager')];
    const order = await place(table);
    const [old, theirs] = [await entryOf(table), await entryOf(table, rival)];
    expect((await manager.post('/api/v1/restaurant/tables/renew')).status).toBe(200);
    expect([await refused(old), await refused(theirs)]).toEqual(['link_not_valid', 'order_not_found']);
    expect(await linkFrom(await entryOf(table))).toBe(order.tracking_url);
  });

  it('comes as a QR code to print', async () => {
    const table = aTable();
    const { status, headers, body } = await cashier.get(
      `/api/v1/restaurant/tables/${encodeURIComponent(table)}/entry.svg`,
    );
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
      'private, no-store',
    ]);
    const { data } = encode(await entryOf(table), { ecc: 'M', border: 4 });
    expect(String(body).match(/M\d+,\d+/g)).toHaveLength(data.flat().filter(Boolean).length);
  });

  it('opens a page that goes on to the order’s own, and says what to do where there is none yet', async () => {
    const table = aTable();
    const { page, complaints } = await openPage(browser, await entryOf(table), {
      viewport: narrowPhone,
      colorScheme: 'dark',
    });
    await page.getByRole('heading', { name: 'Nothing is on its way to this table' }).waitFor();
    expect([await sidewaysScroll(page), complaints.filter((each) => !each.includes('404'))]).toEqual([0, []]);
    const order = await place(table);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.waitForURL(order.tracking_url);
    await page.getByText(order.order_number).first().waitFor();
    await page.context().close();
  });

  it.each([
    ['es-MX', 'Tu mesa', 'No hay nada en camino a esta mesa'],
    ['fil-PH', 'Ang mesa mo', 'Walang paparating sa mesang ito'],
  ])('opens a page in the reader’s language, its title too: %s', async (locale, title, said) => {
    const { page } = await openPage(browser, await entryOf(aTable()), { locale });
    await page.getByRole('heading', { name: said }).waitFor();
    expect(await page.title()).toBe(title);
    await page.context().close();
  });
});
