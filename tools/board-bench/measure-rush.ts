import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { planOrder, type Step } from '../rush/order-plan.ts';
import { type Random, seededRandom } from '../rush/random.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';
import { countDetached, type PageWeight, weighPage } from './weigh-page.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Orders that go through before anything is measured: what the page makes once and keeps is made by then. */
const WARM_UP = 20;
/**
 * How long a cook or a driver has an order before its next step: with five steps most orders are in time, and
 * some late. In min.
 */
const STEP = { from: 2, to: 9 } as const;
/** Taps at the board itself in each hour; every third is taken back. */
const TAPS = 12;
/**
 * What a tap left behind is gone after ten seconds of timers, and the news of the last change have been read.
 */
const SETTLED_MS = 12_000;

/** What the page holds while no order is open. */
export interface IdleWeight extends PageWeight {
  readonly detached: number;
}

export interface HourFigures extends PageWeight {
  /** By the clock of page and program. */
  readonly hour: number;
  /** Placed so far. */
  readonly orders: number;
}

export interface RushSize {
  readonly hours: number;
  readonly ordersPerHour: number;
  /** By how much the clocks of page and program run faster. */
  readonly speed: number;
}

/**
 * What is heard of the rush: before it, after each hour with the orders that are open then, and when all have
 * ended and left.
 */
export interface RushCallbacks {
  readonly onHour: (figures: HourFigures) => void;
}

/**
 * An evening that never ends: orders come at their pace and are walked to their ends, while someone taps at
 * the board.
 * @returns what the page holds before and after, with no order open
 */
export async function measureRush(
  page: Page,
  api: RestaurantApi,
  size: RushSize,
  { onHour }: RushCallbacks,
): Promise<{ readonly before: IdleWeight; readonly after: IdleWeight }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const kitchen = new Kitchen(api, size);
  await kitchen.take(WARM_UP, WARM_UP);
  await kitchen.idle();
  await wait(SETTLED_MS);
  const before = await weighIdle(session, page);
  onHour({ hour: 0, orders: 0, ...before });
  for (let hour = 1; hour <= size.hours; hour += 1) {
    await Promise.all([kitchen.take(size.ordersPerHour, HOUR_MS / size.speed), tap(page)]);
    onHour({ hour, orders: hour * size.ordersPerHour, ...(await weighPage(session, page)) });
  }
  await kitchen.idle();
  await press(page, 'undo-strip', '.notice .button:last-child');
  await wait(SETTLED_MS);
  return { before, after: await weighIdle(session, page) };
}

const weighIdle = async (session: CDPSession, page: Page): Promise<IdleWeight> => ({
  ...(await weighPage(session, page)),
  detached: await countDetached(session),
});

class Kitchen {
  readonly #random: Random = seededRandom(1);
  readonly #open = new Set<Promise<void>>();

  constructor(
    private readonly api: RestaurantApi,
    private readonly size: RushSize,
  ) {}

  /** So many orders, spread evenly. @param ms of timers */
  async take(orders: number, ms: number): Promise<void> {
    const begun = performance.now();
    for (let number = 1; number <= orders; number += 1) {
      const walked = this.#walk().finally(() => this.#open.delete(walked));
      this.#open.add(walked);
      await wait(Math.max(0, begun + (number * ms) / orders - performance.now()));
    }
  }

  /** Until all have ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#open);
  }

  async #walk(): Promise<void> {
    const plan = planOrder(this.#random);
    const { order } = await this.api.place(plan.order);
    // A plan may stop before the end: whatever is left of it is cancelled.
    const end: Step = { verb: 'cancel', body: { reason: 'other' } };
    for (const step of [...plan.steps, end]) {
      const minutes = STEP.from + this.#random.next() * (STEP.to - STEP.from);
      await wait((minutes * MINUTE_MS) / this.size.speed);
      await this.api.change(order.order_id, step);
    }
  }
}

/** A cook's finger, wherever there is something to press. */
async function tap(page: Page): Promise<void> {
  for (let count = 0; count < TAPS; count += 1) {
    await press(page, 'order-card', '.card:not(.left) button.forward');
    if (count % 3 === 0) await press(page, 'undo-strip', '.toast button');
  }
  await press(page, 'undo-strip', '.notice .button:last-child');
}

/**
 * By the mouse and not by a locator: what a locator has found is kept alive by the driver, and would be
 * counted.
 */
async function press(page: Page, element: string, button: string): Promise<void> {
  await wait(150);
  const place = await page.evaluate<readonly [number, number] | null>(`(() => {
    const all = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    const found = all(document).filter((each) => each.localName === '${element}').map((each) => each.shadowRoot.querySelector('${button}')).find(Boolean);
    const box = found?.getBoundingClientRect();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  })()`);
  if (place) await page.mouse.click(...place);
}
