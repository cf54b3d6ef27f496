import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword } from '../support/passline.ts';
import { BoardWorld, numberOf, type Tablet } from './board-world.ts';

/** As browsers are to pages that nobody has touched; a driver's own look at a page counts as a touch. */
const silentUntilTouched = `{
  let isTouched = false;
  addEventListener('pointerup', () => (isTouched = true), true);
  const { resume } = AudioContext.prototype;
  const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state').get;
  Object.defineProperty(BaseAudioContext.prototype, 'state', {
    get() { return isTouched ? state.call(this) : 'suspended'; },
  });
  AudioContext.prototype.resume = function () { return isTouched ? resume.call(this) : new Promise(() => {}); };
}`;

describe('a board among others', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const place = (): Promise<Order> => world.cashier.place({ fulfilment: 'pickup' });
  const placeThree = async (): Promise<readonly [Order, Order, Order]> => [
    await place(),
    await place(),
    await place(),
  ];
  /** Which of these orders stand in a column, from top to bottom. */
  const queue = async (
    tablet: Tablet,
    title: string,
    orders: readonly Order[],
  ): Promise<readonly string[]> => {
    // Of those below the edge too, which are not drawn.
    const numbers = await tablet.column(title).locator('article:not([inert]) h3').allTextContents();
    return numbers
      .map((number) => number.trim())
      .filter((number) => orders.some((order) => numberOf(order) === number));
  };
  const stands = (tablet: Tablet, title: string, orders: readonly Order[]): Promise<unknown> =>
    eventually(
      async () => String(await queue(tablet, title, orders)) === String(orders.map(numberOf)),
      `${title} in the order of ${orders.map(numberOf).join()}`,
    );
  const alerts = (tablet: Tablet): Promise<number> =>
    tablet.page.locator('undo-strip').getByRole('alert').count();

  /** Nothing that was done there waits for its verdict any more: what is to be said of it has been said. */
  const isJudged = (tablet: Tablet): Promise<unknown> =>
    eventually(
      () =>
        tablet.page.evaluate(`!Object.keys(localStorage).some((key) => key.startsWith('passline:outbox:'))`),
      'the verdict',
    );

  it('puts an order back into its place when a step is undone, here, there and after a reload', async () => {
    const orders = await placeThree();
    const [, second] = orders;
    const [kitchen, counter] = [await world.tablet('kitchen'), await world.tablet('cashier')];
    await stands(kitchen, 'New', orders);
    await kitchen.forward('New', second);
    await kitchen.stands('Accepted', second);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await stands(kitchen, 'New', orders);
    await stands(counter, 'New', orders);
    await kitchen.page.reload();
    await stands(kitchen, 'New', orders);
  });

  it('puts an order back into its place when it is recalled later, or by a colleague', async () => {
    const orders = await placeThree();
    const kitchen = await world.tablet('kitchen');
    await stands(kitchen, 'New', orders);
    await world.cashier.move(orders[0].order_id, 'confirmed');
    await kitchen.stands('Accepted', orders[0]);
    const sheet = await kitchen.open(orders[0]);
    await sheet.getByRole('button', { name: /^Back to / }).click();
    await sheet.getByText('A mistake').click();
    await sheet.getByRole('button', { name: /^Back to / }).click();
    await kitchen.page.keyboard.press('Escape');
    await stands(kitchen, 'New', orders);
    await world.cashier.move(orders[1].order_id, 'cooking');
    await kitchen.stands('Cooking', orders[1]);
    await world.cashier.change(orders[1].order_id, 'recall', { reason: 'mistake' });
    await stands(kitchen, 'New', orders);
  });

  it.each([
    ['the same step', ['confirmed'], 'Accepted'],
    ['the same step and the next one', ['confirmed', 'preparing'], 'Preparing'],
  ])('raises no alarm where a colleague did %s', async (_, steps, where) => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    const asked = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    await kitchen.page.route('**/update-status/', async (route) => {
      asked.resolve(undefined);
      await release.promise;
      await route.continue();
    });
    await kitchen.forward('New', order);
    await asked.promise;
    for (const status of steps) await world.cashier.move(order.order_id, status);
    const verdict = kitchen.page.waitForResponse('**/update-status/');
    release.resolve(undefined);
    await verdict;
    await isJudged(kitchen);
    await kitchen.stands(where, order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    expect(await alerts(kitchen)).toBe(0);
  });

  it('raises no alarm where a colleague undid the same step', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.forward('New', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).version === 2,
      'the step to arrive',
    );
    await kitchen.page.route('**/recall/', async (route) => {
      await world.cashier.change(order.order_id, 'recall', { reason: 'mistake' });
      await route.continue();
    });
    const verdict = kitchen.page.waitForResponse('**/recall/');
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await verdict;
    await isJudged(kitchen);
    await kitchen.stands('New', order);
    expect(await alerts(kitchen)).toBe(0);
    expect((await world.cashier.snapshot(order.order_id)).version).toBe(3);
  });

  it('says in words that it is mute, and by whose doing', async () => {
    const { page } = await world.tablet('kitchen');
    await page.addInitScript(silentUntilTouched);
    const bell = page.getByRole('button', { name: 'Sound for new orders' });
    await page.getByText('Sound off', { exact: true }).waitFor();
    await bell.click();
    await page.getByText('Sound off', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.getByText(/Tap once to hear/).count()).toBe(0);
    await page.reload();
    await page.getByText(/Tap once to hear new orders/).waitFor();
    await page.getByText('No sound yet', { exact: true }).waitFor();
    expect([await violations(page), await smallTargets(page)]).toEqual([[], []]);
    await bell.click();
    await page.getByText(/Tap once to hear/).waitFor({ state: 'detached' });
    expect(await bell.getAttribute('aria-pressed')).toBe('true');
    await bell.click();
    await page.getByText('Sound off', { exact: true }).waitFor();
  });

  it('goes by what the bell shows when it is pressed, and not by what it showed at an earlier press', async () => {
    const { page } = await world.tablet('kitchen');
    const bell = page.getByRole('button', { name: 'Sound for new orders' });
    await bell.click();
    await page.getByText('Sound off', { exact: true }).waitFor({ state: 'detached' });
    // As screen readers do: with neither a finger nor a key.
    await bell.dispatchEvent('click');
    await page.getByText('Sound off', { exact: true }).waitFor();
    await bell.dispatchEvent('click');
    await page.getByText('Sound off', { exact: true }).waitFor({ state: 'detached' });
    expect(await bell.getAttribute('aria-pressed')).toBe('true');
  });

  it('leaves Several by Esc, and not what lies over it', async () => {
    const { page } = await world.tablet('kitchen');
    const several = page.getByRole('button', { name: 'Several' });
    await several.click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.keyboard.press('Escape');
    await page.locator('#menu').waitFor({ state: 'hidden' });
    expect(await several.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Escape');
    await eventually(async () => (await several.getAttribute('aria-pressed')) === 'false', 'Several to end');
  });

  it('keeps a note that was typed, and says on the card that it was not sent', async () => {
    const [order, other] = [await place(), await place()];
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', other);
    let sheet = await kitchen.open(order);
    await sheet.getByLabel(/Note to the customer/).fill('Two minutes more');
    await sheet.getByLabel(/Note among ourselves/).fill('no nuts');
    await kitchen.page.keyboard.press('Escape');
    await kitchen.card('New', numberOf(order)).getByText('A note was typed and not sent yet').waitFor();
    sheet = await kitchen.open(other);
    expect(await sheet.getByLabel(/Note to the customer/).inputValue()).toBe('');
    await kitchen.page.keyboard.press('Escape');
    sheet = await kitchen.open(order);
    expect(await sheet.getByLabel(/Note to the customer/).inputValue()).toBe('Two minutes more');
    await sheet.getByRole('button', { name: 'Start cooking' }).click();
    await eventually(async () => {
      const { status_history: history } = await world.cashier.snapshot(order.order_id);
      return history.at(-1)?.notes === 'Two minutes more' && history.at(-1)?.internal_notes === 'no nuts';
    }, 'both notes to go along with the step');
    await kitchen.stands('Cooking', order);
    const card = kitchen.card('Cooking', numberOf(order));
    expect(await card.getByText('A note was typed').count()).toBe(0);
  });

  it('says why someone was logged out', async () => {
    const { page } = await world.tablet('courier');
    const elsewhere = await Api.as(world.passline.url, 'courier');
    const changed = { old_password: demoPassword, new_password: 'another long password' };
    expect((await elsewhere.post('/api/v1/auth/password', changed)).status).toBe(200);
    await page.getByText('You were logged out because your password was changed.').waitFor();
    await page.getByLabel('User name').waitFor();
  });
});
