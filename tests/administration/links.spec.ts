import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encode } from 'uqr';
import { type Order, orderSchema, trackingLinkSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { orders, refusal, World } from '../contracts/contract-world.ts';
import { readDocument } from '../contracts/operations.ts';

let world: World;
let cashier: Api;
let order: Order;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
  order = await cashier.place();
});
afterAll(() => world.close());

const linkPath = (): string => `${orders}/${order.order_id}/link/`;
const svgPath = (): string => `${orders}/${order.order_id}/link.svg`;
const withLink = (url: string): Api => new Api(world.url, url.split('#')[1]);
const opens = async (url: string): Promise<boolean> =>
  (await withLink(url).get(`${orders}/${order.order_id}/status/`)).status === 200;
const current = async (): Promise<string> =>
  orderSchema.parse((await cashier.get(`${orders}/${order.order_id}`)).body).tracking_url;
const replace = async (): Promise<string> =>
  trackingLinkSchema.parse((await cashier.post(linkPath())).body).tracking_url ?? '';

describe('A tracking link', () => {
  it('is dead once there is another, which the order then has', async () => {
    const first = await current();
    const second = await replace();
    expect([await opens(first), await opens(second), await current()]).toEqual([false, true, second]);
    expect(refusal(await withLink(first).get(`${orders}/${order.order_id}`)).code).toBe('unauthenticated');
  });

  it('that is withdrawn is dead, with no other in its place', async () => {
    const last = await replace();
    const { status, body } = await cashier.send('DELETE', linkPath());
    expect([status, body]).toEqual([200, { tracking_url: null }]);
    expect([await opens(last), await opens(await current())]).toEqual([false, false]);
    expect((await cashier.send('DELETE', linkPath())).status).toBe(200);
    expect([await opens(last), await opens(await current())]).toEqual([false, false]);
    expect(refusal(await cashier.get(svgPath())).code).toBe('not_found');
  });

  it('stays dead when another is made after it was withdrawn', async () => {
    const first = await replace();
    await cashier.send('DELETE', linkPath());
    const shown = await current();
    const second = await replace();
    expect([await opens(first), await opens(shown), await opens(second)]).toEqual([false, false, true]);
  });

  it('does not count as a change of the order', async () => {
    const before = await cashier.snapshot(order.order_id);
    await replace();
    expect(await cashier.snapshot(order.order_id)).toEqual(before);
    await cashier.move(order.order_id, 'confirmed');
    expect(await opens(await current())).toBe(true);
  });

  it('is a till’s to replace, to draw and to withdraw, where it may list', async () => {
    const [till, blind] = [await world.device(['orders:read']), await world.device(['status:write'])];
    const { body } = await till.post(linkPath());
    const url = trackingLinkSchema.parse(body).tracking_url ?? '';
    expect([await opens(url), (await till.get(svgPath())).status]).toEqual([true, 200]);
    for (const answer of [
      await blind.post(linkPath()),
      await blind.get(svgPath()),
      await blind.send('DELETE', linkPath()),
    ])
      expect(refusal(answer).code).toBe('forbidden');
    expect((await till.send('DELETE', linkPath())).body).toEqual({ tracking_url: null });
    expect(await opens(url)).toBe(false);
  });

  it('comes as a QR code to scan', async () => {
    const url = await replace();
    const { status, headers, body } = await cashier.get(svgPath());
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
      'private, no-store',
    ]);
    const { paths } = await readDocument(world.url);
    expect(Object.keys(paths[`${orders}/{id}/link.svg`]?.['get']?.responses['200']?.content ?? {})).toEqual([
      'image/svg+xml',
    ]);
    expect(body).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const { data, size } = encode(url, { ecc: 'M', border: 4 });
    const dark = data.flat().filter(Boolean).length;
    expect(String(body).match(/M\d+,\d+/g)).toHaveLength(dark);
    expect(String(body)).toContain(`viewBox="0 0 ${String(size * 10)} ${String(size * 10)}"`);
  });
});
