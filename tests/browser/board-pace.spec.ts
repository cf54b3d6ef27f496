import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPace, type Pace, paceSchema, setPaceSchema } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { phone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { BoardFrames } from './board-frames.ts';
import { BoardWorld, lying, numberOf } from './board-world.ts';

const minute = 60_000;

/** Keeps a restaurant's pace as the API does, for the boards of one test, and tells them of it. */
class PaceStandIn {
  pace: Pace = openPace;
  private readonly boards: BoardFrames[] = [];

  async serve(page: Page): Promise<void> {
    await page.route('**/api/v1/restaurant/pace', async (route) => {
      if (route.request().method() === 'PUT') this.set(setPaceSchema.parse(route.request().postDataJSON()));
      await route.fulfill({ json: this.pace });
    });
    this.boards.push(await BoardFrames.around(page));
  }

  set(pace: object): void {
    this.pace = paceSchema.parse(pace);
    for (const board of this.boards) board.tell('pace.changed', this.pace);
  }
}

describe('how many orders the kitchen takes', () => {
  let world: BoardWorld;
  let restaurant: PaceStandIn;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const board = async (role: string, options = {}): Promise<Page> => {
    const { page } = await world.tablet(role, '', options);
    await restaurant.serve(page);
    return page;
  };
  const open = (page: Page): Promise<void> => page.locator('pace-button').getByRole('button').first().click();
  const press = (page: Page, name: string): Promise<void> =>
    page.locator('pace-button').getByRole('button', { name, exact: true }).click();

  it('is set by the kitchen, is said on every board at once, and is opened in one tap on another', async () => {
    restaurant = new PaceStandIn();
    const [kitchen, counter] = [await board('kitchen'), await board('cashier')];
    await open(kitchen);
    await kitchen
      .locator('pace-button')
      .getByLabel(/^Reason/)
      .fill('The oven is out');
    await press(kitchen, 'Pause 30 min');
    for (const page of [kitchen, counter])
      await page
        .getByText(/^Paused until \d\d:\d\d: customers and tills cannot order\. “The oven is out”$/)
        .waitFor();
    const { mode, until } = restaurant.pace;
    expect(mode).toBe('paused');
    expect(Math.round((Date.parse(until ?? '') - Date.now()) / minute)).toBe(30);
    await counter.getByRole('button', { name: 'Open now' }).click();
    for (const page of [kitchen, counter])
      await page.locator('pace-strip .strip').waitFor({ state: 'detached' });
    expect(restaurant.pace).toEqual({ mode: 'open' });
  });

  it.each([
    ['Busy +20 min', { mode: 'busy', extra_minutes: 20 }, /^Busy: new orders are promised 20 min later\.$/],
    ['Pause until opened', { mode: 'paused' }, /^Paused until someone opens it: customers/],
  ])('is set by “%s”', async (name, pace, words) => {
    restaurant = new PaceStandIn();
    const page = await board('cashier');
    await open(page);
    await press(page, name);
    await page.getByText(words).waitFor();
    expect(restaurant.pace).toEqual(pace);
  });

  it('is as usual again once its time is over, without anyone’s word', async () => {
    restaurant = new PaceStandIn();
    const page = await board('cashier');
    restaurant.set({ mode: 'paused', until: new Date(Date.now() + 3_000).toISOString() });
    await page.getByText(/^Paused until/).waitFor();
    await page.locator('pace-strip .strip').waitFor({ state: 'detached' });
  });

  it('is seen by a driver, who does not set it', async () => {
    restaurant = new PaceStandIn();
    restaurant.set({ mode: 'busy', extra_minutes: 10 });
    const page = await board('courier');
    await page.getByText(/^Busy: new orders/).waitFor();
    expect([
      await page.locator('pace-button').count(),
      await page.getByRole('button', { name: 'Open now' }).count(),
    ]).toEqual([0, 0]);
  });

  it('is read again, as the orders are, where the first reading after a connection failed', async () => {
    restaurant = new PaceStandIn();
    const page = await board('cashier');
    const address = page.url();
    await page.goto('about:blank');
    const order = await world.cashier.place({ fulfilment: 'pickup' });
    let isDown = true;
    await page.route(/\/api\/v1\/(restaurant\/pace$|online\/orders\?)/, (route) =>
      isDown ? route.abort() : route.fallback(),
    );
    restaurant.pace = { mode: 'paused' };
    await page.goto(address);
    await page.locator('board-bar .live.green').waitFor({ state: 'attached' });
    isDown = false;
    await page.getByText(/^Paused until someone opens it/).waitFor();
    await page
      .getByRole('region', { name: 'New', exact: true })
      .getByRole('heading', { name: numberOf(order), exact: true })
      .waitFor();
  });

  it('says why it could not be set', async () => {
    restaurant = new PaceStandIn();
    const page = await board('cashier');
    await page.route('**/api/v1/restaurant/pace', (route) => route.abort());
    await open(page);
    await press(page, 'Pause 15 min');
    await page
      .getByRole('alert')
      .getByText(/^There was no answer/)
      .waitFor();
  });

  it.each([
    ['lying', lying, 'light'],
    ['lying', lying, 'dark'],
    ['on a phone', phone, 'light'],
    ['on a phone', phone, 'dark'],
  ] as const)('breaks no rule of axe, %s, %j, %s', async (_, viewport, colorScheme) => {
    restaurant = new PaceStandIn();
    const page = await board('cashier', { viewport, colorScheme });
    for (const pace of [
      openPace,
      { mode: 'busy', extra_minutes: 20 },
      { mode: 'paused', reason: 'The oven is out' },
    ]) {
      restaurant.set(pace);
      await eventually(
        async () => (await page.locator('pace-strip .strip').count()) === (pace === openPace ? 0 : 1),
        'the pace to be shown',
      );
      await open(page);
      expect([await violations(page), await smallTargets(page)]).toEqual([[], []]);
      await page.keyboard.press('Escape');
    }
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
