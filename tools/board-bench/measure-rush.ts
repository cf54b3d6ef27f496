import type { CDPSession, Page } from 'playwright-core';
import type { Order } from '#libs/contracts';
import { planOrder, type Step } from '../rush/order-plan.ts';
import { type Random, seededRandom } from '../rush/random.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';

/** What a full kitchen has open at once. */
const OPEN_AT_ONCE = 40;
/** Taps at the board itself in each hour; every third is taken back. */
const TAPS = 12;

export interface HourFigures {
  readonly hour: number;
  /** Placed so far. */
  readonly orders: number;
  /** After a collection of garbage, in MB. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly cards: number;
}

export interface RushSize {
  readonly hours: number;
  readonly ordersPerHour: number;
}

/** An evening that never ends: orders come and are walked to their ends as fast as it goes, while someone taps at the board; after each hour's worth, what the page holds. */
export async function measureRush(page: Page, api: RestaurantApi, { hours, ordersPerHour }: RushSize, onHour: (figures: HourFigures) => void): Promise<readonly HourFigures[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const random = seededRandom(1);
  const figures: HourFigures[] = [];
  for (let hour = 0; hour <= hours; hour += 1) {
    if (hour > 0) await Promise.all([kitchen(api, random, ordersPerHour), tap(page)]);
    const now = await look(session, page, hour, hour * ordersPerHour);
    figures.push(now);
    onHour(now);
  }
  return figures;
}

async function kitchen(api: RestaurantApi, random: Random, orders: number): Promise<void> {
  const plans = Array.from({ length: orders }, () => planOrder(random));
  const hands = Array.from({ length: OPEN_AT_ONCE }, async () => {
    for (let plan = plans.shift(); plan; plan = plans.shift()) {
      const { order } = await api.place(plan.order);
      for (const step of plan.steps) await api.change(order.order_id, step);
      await close(api, order);
    }
  });
  await Promise.all(hands);
}

/** A plan may stop before the end: whatever is left of it is cancelled. */
async function close(api: RestaurantApi, { order_id }: Order): Promise<void> {
  const end: Step = { verb: 'cancel', body: { reason: 'other' } };
  await api.change(order_id, end);
}

/** A cook's finger, wherever there is something to press. */
async function tap(page: Page): Promise<void> {
  for (let count = 0; count < TAPS; count += 1) {
    await press(page, 'order-card', '.card:not(.left) button.forward');
    if (count % 3 === 0) await press(page, 'undo-strip', '.toast button');
  }
  await press(page, 'undo-strip', '.notice .button:last-child');
}

/** By the mouse and not by a locator: what a locator has found is kept alive by the driver, and would be counted. */
async function press(page: Page, element: string, button: string): Promise<void> {
  await new Promise((soon) => setTimeout(soon, 150));
  const place = await page.evaluate<readonly [number, number] | null>(`(() => {
    const all = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    const found = all(document).filter((each) => each.localName === '${element}').map((each) => each.shadowRoot.querySelector('${button}')).find(Boolean);
    const box = found?.getBoundingClientRect();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  })()`);
  if (place) await page.mouse.click(...place);
}

async function look(session: CDPSession, page: Page, hour: number, orders: number): Promise<HourFigures> {
  // What a tap left behind is gone after ten seconds; the last news have been read by then.
  await page.locator('undo-strip .toast').first().waitFor({ state: 'detached', timeout: 20_000 }).catch(() => undefined);
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
  return { hour, orders, heap: metric('JSHeapUsedSize') / 1_048_576, nodes: metric('Nodes'), listeners: metric('JSEventListeners'), cards: await page.locator('order-card').count() };
}
