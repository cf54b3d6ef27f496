import type { Browser, CDPSession, Page } from 'playwright-core';
import { type Percentiles, percentilesOf } from '../rush/percentiles.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';
import { type Frame, framesOf, type TraceEvent } from './frames.ts';

/** How far a finger flings a column, and how fast. */
const FLING_PX = 9_000;
const FLING_PX_PER_S = 3_000;
const COLUMNS = 5;
/** Orders go on moving while someone scrolls: one every so many ms. */
const TRAFFIC_MS = 200;

export interface ScrollFigures {
  readonly cards: number;
  readonly frames: number;
  readonly framesPerSecond: number;
  /** In ms. */
  readonly interval: Percentiles | null;
  readonly script: Percentiles | null;
  /** How many frames had more script than a frame has time. */
  readonly overBudget: number;
}

/**
 * Flings every column down and up again while orders go on moving, and reads from the trace what each frame
 * cost.
 */
export async function measureScroll(
  browser: Browser,
  page: Page,
  api: RestaurantApi,
  orders: readonly string[],
): Promise<ScrollFigures> {
  const session = await page.context().newCDPSession(page);
  const traffic = keepMoving(api, orders);
  await page.evaluate(
    '(() => { const beat = () => { window.beating = requestAnimationFrame(beat); }; beat(); })()',
  );
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8.execute'] });
  await flingAll(session, page);
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await page.evaluate('cancelAnimationFrame(window.beating)');
  await traffic.stop();
  return figuresOf(framesOf(trace.traceEvents), await page.locator('order-card').count());
}

async function flingAll(session: CDPSession, page: Page): Promise<void> {
  for (let column = 0; column < COLUMNS; column += 1) {
    const box = await page.locator('board-column').nth(column).boundingBox();
    if (box === null) continue;
    const place = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    for (const yDistance of [-FLING_PX, FLING_PX])
      await session.send('Input.synthesizeScrollGesture', {
        ...place,
        yDistance,
        speed: FLING_PX_PER_S,
        gestureSourceType: 'touch',
      });
  }
}

/** Delays one order after the other: every card changes, and none leaves. */
function keepMoving(api: RestaurantApi, orders: readonly string[]): { stop(): Promise<void> } {
  const over = new AbortController();
  const moving = (async () => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      await api.change(orders[turn % orders.length] ?? '', {
        verb: 'delay',
        body: { minutes: 5, reason: 'busy' },
      });
      await new Promise((soon) => setTimeout(soon, TRAFFIC_MS));
    }
  })();
  return {
    stop: () => {
      over.abort();
      return moving;
    },
  };
}

function figuresOf(frames: readonly Frame[], cards: number): ScrollFigures {
  const intervals = frames.map(({ interval }) => interval);
  const scripts = frames.map(({ script }) => script);
  const seconds = intervals.reduce((sum, interval) => sum + interval, 0) / 1_000;
  return {
    cards,
    frames: frames.length,
    framesPerSecond: frames.length / seconds,
    interval: percentilesOf(intervals),
    script: percentilesOf(scripts),
    overBudget: scripts.filter((script) => script > 16).length,
  };
}
