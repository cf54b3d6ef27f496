import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { violations } from '../support/accessibility.ts';
import { CustomerWorld, ramen } from './customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const address = (): Promise<string> => world.page.evaluate<string>('location.href');

describe('a customer who comes from a checkout', () => {
  it.each([
    [
      'before the token',
      (token: string) =>
        `?payment_intent=pi_3Nq&payment_intent_client_secret=pi_3Nq_secret_x&redirect_status=succeeded#${token}`,
    ],
    [
      'behind it, by a provider that takes no heed of #',
      (token: string) => `#${token}?token=EC-1&PayerID=P1`,
    ],
    ['behind it, as one more parameter', (token: string) => `#${token}&redirect_status=succeeded`],
  ])(
    'follows the order, whatever the payment provider added %s; the address is clean again',
    async (_where, link) => {
      const order = world.server.add(ramen());
      await world.visit(link(order.token));
      await world.says('Live');
      await world.says('₱820.00');
      expect(await address()).toBe(`${world.origin}/t#${order.token}`);
      const [first, ...later] = world.server.requests.filter(({ url }) => url !== '/favicon.ico');
      expect(first?.url).toMatch(/^\/t(\?|$)/);
      expect(
        later.filter(({ url, headers }) => /payment|redirect|Payer/.test(url + (headers.referer ?? ''))),
      ).toEqual([]);
      expect(JSON.stringify(await world.storage())).not.toMatch(/payment_intent|redirect|Payer/);
    },
  );

  it('leaves no trace of it in the history that “back” goes through', async () => {
    const order = world.server.add(ramen());
    await world.visit(`?payment_intent=pi_1#${order.token}`);
    await world.says('Live');
    await world.page.goto('about:blank');
    await world.page.goBack();
    await world.says('Live');
    expect(await address()).toBe(`${world.origin}/t#${order.token}`);
  });

  it('waits a moment for an order that is not to be seen yet, and then follows it', async () => {
    const order = ramen();
    await world.visit(`?redirect_status=succeeded#${order.token}`);
    await world.says('If it was placed just now');
    expect(await violations(world.page)).toEqual([]);
    world.server.add(order);
    await world.says('Your food is being cooked.');
    await world.says('Live');
    world.server.tell(order.move('ready'));
    await world.says('Come to the counter');
  });

  it('learns after that moment that there is no such order', async () => {
    await world.visit(`#${ramen().token}`);
    await world.says('If it was placed just now');
    await world.says('This link no longer works');
    const asked = world.server.requests.length;
    await world.page.reload();
    await world.says('If it was placed just now');
    expect(world.server.requests.length).toBeGreaterThan(asked);
  });

  it('does not wait where the order was there before', async () => {
    const order = ramen();
    await world.follow(order);
    world.server.orders.clear();
    await world.page.reload();
    await world.says('This link no longer works');
    expect(await world.page.getByText('If it was placed just now').count()).toBe(0);
  });
});
