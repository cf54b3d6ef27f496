import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attention, EditPolicies, Order } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { Api } from '../support/api.ts';
import { phone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { BoardFrames } from './board-frames.ts';
import { BoardWorld, lying, numberOf, type Tablet } from './board-world.ts';
import { focused } from './keyboard.ts';

const looks = [
  ['lying', lying, 'light'],
  ['lying', lying, 'dark'],
  ['on a phone', phone, 'light'],
  ['on a phone', phone, 'dark'],
] as const;

describe('what the board calls people for', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(async () => {
    await setPolicies({ accept_within_seconds: null });
    await world.leave();
  });
  afterAll(() => world.close());

  const place = (): Promise<Order> => world.cashier.place({ fulfilment: 'pickup' });
  const setPolicies = async (policies: EditPolicies): Promise<void> => {
    const manager = await Api.as(world.passline.url, 'manager');
    expect((await manager.send('PATCH', '/api/v1/restaurant', { policies })).status).toBe(200);
  };
  const says = (tablet: Tablet, order: Order, words: RegExp): Promise<unknown> =>
    tablet.card('New', numberOf(order)).getByText(words).waitFor();

  describe('an order that is to be accepted in time', () => {
    it('counts down to it by the second, and no more once it is accepted', async () => {
      await setPolicies({ accept_within_seconds: 110 });
      const order = await place();
      const counter = await world.tablet('cashier');
      await says(counter, order, /^Accept within 1:[0-4]\d$/);
      const timer = counter.card('New', numberOf(order)).getByRole('timer');
      const first = await timer.innerText();
      await eventually(async () => (await timer.innerText()) !== first, 'the next second');
      await counter.forward('New', order);
      const card = counter.card('In the kitchen', numberOf(order));
      await card.waitFor();
      expect(await card.getByRole('timer').count()).toBe(0);
    });

    it('counts by the server’s clock', async () => {
      await setPolicies({ accept_within_seconds: 110 });
      const order = await place();
      const counter = await world.tablet('cashier');
      await counter.page.clock.setSystemTime(Date.now() + 3_600_000);
      await counter.page.reload();
      await says(counter, order, /^Accept within 1:[0-4]\d$/);
    });
  });

  const rings = (tablet: Tablet): Promise<number> => tablet.page.evaluate<number>('window.rung ?? 0');
  /** Counts the sounds that the page makes. */
  const countRings = (tablet: Tablet): Promise<void> =>
    tablet.page.evaluate(`{
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...args) { window.rung = (window.rung ?? 0) + 0.5; return start.apply(this, args); };
    }`);

  it('is not what they do themselves: an order for later that is started here makes no sound here', async () => {
    const later = await world.cashier.place({
      fulfilment: 'pickup',
      scheduled_for: new Date(Date.now() + 5 * 3_600_000).toISOString(),
    });
    const [counter, other] = [await world.tablet('cashier'), await world.tablet('cashier')];
    for (const tablet of [counter, other]) {
      await countRings(tablet);
      await tablet.page.getByRole('button', { name: 'Sound for new orders' }).click();
      await eventually(async () => (await rings(tablet)) === 1, 'the sound to be heard when it is allowed');
    }
    await counter.page.locator('later-strip button').click();
    await counter.forward('Later', later);
    await other.stands('New', later);
    await eventually(async () => (await rings(other)) === 2, 'the other board to ring');
    await counter.stands('New', later);
    expect(await rings(counter)).toBe(1);
    await counter.stands('New', await place());
    await eventually(async () => (await rings(counter)) === 2, 'a new order to be heard');
  });

  describe('an order that calls for attention', () => {
    const call = ({ order_id }: Order, ...attention: Attention[]) => ({
      order_id,
      attention,
      since: new Date().toISOString(),
    });
    const list = (tablet: Tablet) => tablet.page.locator('attention-list');

    it('is said on its card, in the bar and in the title, is heard, and ends', async () => {
      const order = await place();
      const counter = await world.tablet('cashier');
      const frames = await BoardFrames.around(counter.page);
      await countRings(counter);
      await counter.stands('New', order);
      await counter.page.getByRole('button', { name: 'Sound for new orders' }).click();
      const before = await eventually(() => rings(counter), 'the sound to be heard when it is allowed');
      const title = await counter.page.title();
      frames.tell('order.attention', call(order, 'unaccepted'));
      await says(counter, order, /^Nobody has accepted it$/);
      await list(counter).getByText('1 needs you').waitFor();
      expect(await counter.page.title()).toBe(`(1) ${title}`);
      await eventually(async () => (await rings(counter)) === before + 1, 'the call to be heard');
      frames.tell('order.attention', call(order));
      await list(counter).waitFor({ state: 'detached' });
      expect([await counter.page.title(), counter.complaints]).toEqual([title, []]);
    });

    it('is no longer known to, once the order is another version', async () => {
      const order = await place();
      const counter = await world.tablet('cashier');
      const frames = await BoardFrames.around(counter.page);
      await counter.stands('New', order);
      frames.tell('order.attention', call(order, 'overdue'));
      await list(counter).waitFor();
      await world.cashier.move(order.order_id, 'confirmed');
      await list(counter).waitFor({ state: 'detached' });
    });

    it('is gone to from the bar by the keyboard, out of a search that hides it', async () => {
      const order = await place();
      const counter = await world.tablet('cashier');
      const frames = await BoardFrames.around(counter.page);
      await counter.stands('New', order);
      frames.tell('order.attention', call(order, 'overdue'));
      await counter.page.getByRole('searchbox').fill('nothing like it');
      await counter.column('New').getByText('None that match').waitFor();
      await list(counter).getByRole('button', { name: '1 needs you' }).focus();
      await counter.page.keyboard.press('Enter');
      await list(counter)
        .getByRole('button', { name: new RegExp(`^${numberOf(order)} Overdue`) })
        .press('Enter');
      await counter.stands('New', order);
      await eventually(
        async () => (await focused(counter.page)).inside.includes('order-card'),
        'the keyboard at the card',
      );
    });

    it('is not the driver’s while it is in the kitchen', async () => {
      const order = await world.cashier.place({ fulfilment: 'delivery', address: '12 Mabini St' });
      const driver = await world.tablet('courier');
      const frames = await BoardFrames.around(driver.page);
      await world.cashier.move(order.order_id, 'ready');
      await driver.stands('Ready to go', order);
      const other = await world.cashier.place({ fulfilment: 'delivery', address: '9 Mercury St' });
      frames.tell('order.attention', call(other, 'unaccepted'));
      frames.tell('order.attention', call(order, 'uncollected'));
      await list(driver).getByText('1 needs you').waitFor();
    });

    it.each(looks)('breaks no rule of axe, %s, %j, %s', async (_, viewport, colorScheme) => {
      await setPolicies({ accept_within_seconds: 100 });
      const order = await place();
      const counter = await world.tablet('cashier', '', { viewport, colorScheme });
      const frames = await BoardFrames.around(counter.page);
      await counter.stands('New', order);
      frames.tell('order.attention', call(order, 'unaccepted', 'overdue'));
      await list(counter).getByRole('button').first().click();
      await list(counter)
        .getByRole('button', { name: /Overdue/ })
        .waitFor();
      expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
      expect(await sidewaysScroll(counter.page)).toBe(0);
    });
  });
});
