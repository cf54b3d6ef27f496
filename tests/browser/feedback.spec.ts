import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { smallTargets, violations } from '../support/accessibility.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { CustomerWorld } from './customer-world.ts';
import { KitchenOrder } from './kitchen.ts';

// Real here: the built pages, HTTP, sockets and Chromium; the restaurant behind them is a stand-in.
let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const delivered = (): KitchenOrder =>
  new KitchenOrder('delivery', 'ONLINE-000042').move('ready').move('out_for_delivery').move('delivered');
const question = (): Locator => world.page.getByRole('group', { name: 'Was everything right?' });
const star = (count: number): Locator =>
  world.page.getByRole('radio', { name: count === 1 ? '1 star of 5' : `${count} stars of 5` });
const press = (name: string): Promise<void> => world.page.getByRole('button', { name, exact: true }).click();
const saidOf = (order: KitchenOrder): readonly object[] => world.server.feedback.get(order.id) ?? [];
const inOrder = async (): Promise<void> =>
  expect([
    await violations(world.page),
    await smallTargets(world.page),
    await sidewaysScroll(world.page),
  ]).toEqual([[], [], 0]);

/** What has the focus, in words. */
const focused = `(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at.textContent; })()`;

describe('how it was', () => {
  it.each([
    ['delivery', 'out_for_delivery', 'delivered'],
    ['dine_in', 'ready', 'served'],
    ['pickup', 'cooking', 'ready'],
  ] as const)('is asked of a %s that was %s once it is %s', async (fulfilment, before, then) => {
    const order = new KitchenOrder(fulfilment, 'ONLINE-000042').move('cooking').move('ready').move(before);
    await world.follow(order);
    expect(await question().count()).toBe(0);
    world.server.tell(order.move(then));
    await question().waitFor();
  });

  it('is not asked of what was called off', async () => {
    await world.follow(new KitchenOrder('pickup', 'ONLINE-000042').move('cancelled', { reason: 'customer' }));
    expect(await question().count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'is said with stars and a line, thanked for, remembered, and can be changed, %s',
    async (colorScheme) => {
      const order = delivered();
      await world.follow(order, { colorScheme, viewport: narrowPhone });
      await inOrder();
      await star(4).check({ force: true });
      await world.page.getByLabel('Anything you’d like to tell us?').fill(' Cold soup. ');
      await inOrder();
      await press('Send');
      await world.says('You gave 4 of 5 stars.');
      await inOrder();
      await world.page.reload();
      await world.says('You gave 4 of 5 stars.');
      await press('Change it');
      expect(await star(4).isChecked()).toBe(true);
      await star(2).check({ force: true });
      await press('Send');
      await world.says('You gave 2 of 5 stars.');
      expect(saidOf(order)).toEqual([{ rating: 4, comment: 'Cold soup.' }, { rating: 2 }]);
      expect(world.complaints).toEqual([]);
    },
  );

  it('is said by keyboard alone, and what takes its place has the focus', async () => {
    const order = delivered();
    await world.follow(order);
    await star(1).focus();
    await world.page.keyboard.press('ArrowRight');
    await world.page.keyboard.press('ArrowRight');
    await world.page.keyboard.press('Tab');
    await world.page.keyboard.type('Lovely');
    await world.page.keyboard.press('Enter');
    await eventually(() => saidOf(order).length === 1, 'the feedback');
    expect(saidOf(order)).toEqual([{ rating: 3, comment: 'Lovely' }]);
    await world.says('Thank you for telling us.');
    expect(await world.page.evaluate(focused)).toBe('Thank you for telling us.');
  });

  it('keeps what was chosen while it cannot be sent', async () => {
    const order = delivered();
    await world.follow(order);
    await star(5).check({ force: true });
    await world.page.getByLabel('Anything you’d like to tell us?').fill('Thanks!');
    world.server.apiUp = false;
    await press('Send');
    await world.says('It couldn’t be sent just now.');
    world.server.apiUp = true;
    await press('Send');
    await world.says('You gave 5 of 5 stars.');
    expect(saidOf(order)).toEqual([{ rating: 5, comment: 'Thanks!' }]);
  });

  it('keeps what was chosen and typed while the order is taken back, and the page is loaded anew', async () => {
    const order = delivered();
    await world.follow(order);
    const comment = world.page.getByLabel('Anything you’d like to tell us?');
    await star(2).check({ force: true });
    await comment.fill('Cold soup');
    world.server.tell(order.recall());
    await question().waitFor({ state: 'detached' });
    world.server.tell(order.move('delivered'));
    await question().waitFor();
    expect([await star(2).isChecked(), await comment.inputValue()]).toEqual([true, 'Cold soup']);
    await comment.fill('Cold soup, ');
    await world.page.reload();
    await question().waitFor();
    expect(await comment.inputValue()).toBe('Cold soup, ');
    await comment.fill('Cold soup, and no spoon');
    await press('Send');
    await world.says('You gave 2 of 5 stars.');
    expect(saidOf(order)).toEqual([{ rating: 2, comment: 'Cold soup, and no spoon' }]);
    expect(await world.page.evaluate<number>('sessionStorage.length')).toBe(0);
  });

  it('is said to be on its way to those who listen', async () => {
    await world.follow(delivered());
    await star(5).check({ force: true });
    await world.page.route('**/feedback/', () => undefined);
    await press('Send');
    await world.page.getByRole('status').getByText('Sending…').waitFor();
  });

  it('says calmly that it is too late', async () => {
    const order = delivered();
    await world.follow(order);
    world.server.isFeedbackClosed = true;
    await star(1).check({ force: true });
    await press('Send');
    await world.says('It’s too late to send this for this order, and nothing was changed.');
    expect(await world.page.getByRole('button', { name: 'Send' }).count()).toBe(0);
    await eventually(
      async () => (await world.page.evaluate<string>(focused)).includes('It’s too late'),
      'the reason to have the focus',
    );
  });

  it('is not printed with the receipt', async () => {
    await world.follow(delivered());
    await world.page.emulateMedia({ media: 'print' });
    expect(await world.page.locator('order-feedback').isVisible()).toBe(false);
  });
});
