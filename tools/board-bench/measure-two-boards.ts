import type { Page } from 'playwright-core';
import { type Percentiles, percentilesOf } from '../rush/percentiles.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';

/** Each tap is followed on both boards from the first column of the kitchen to the second. */
const COLUMN = 'Accepted';

/** For how long two boards showed different things after a tap at one of them, in ms. */
export interface TwoBoardsFigures {
  readonly taps: number;
  readonly apart: Percentiles | null;
}

/** Taps at one board, and watches frame by frame when each of the two shows it. */
export async function measureTwoBoards(
  tapping: Page,
  watching: Page,
  api: RestaurantApi,
  taps: number,
): Promise<TwoBoardsFigures> {
  const apart: number[] = [];
  for (let tap = 0; tap < taps; tap += 1) {
    const { order } = await api.place({
      fulfilment: 'pickup',
      items: [{ name: 'Spicy Ramen', quantity: 1, unit_price: 22_500 }],
    });
    const number = String(Number(order.order_number.split('-')[1]));
    await Promise.all([tapping, watching].map((page) => page.evaluate(shownIn('New', number))));
    const shown = Promise.all(
      [tapping, watching].map((page) => page.evaluate<number>(shownIn(COLUMN, number))),
    );
    await tapping
      .getByRole('region', { name: 'New', exact: true })
      .locator('article')
      .filter({ has: tapping.getByRole('heading', { name: number, exact: true }) })
      .locator('button.forward')
      .click();
    const [here = NaN, there = NaN] = await shown;
    apart.push(Math.abs(there - here));
    await api.change(order.order_id, { verb: 'cancel', body: { reason: 'other' } });
  }
  return { taps, apart: percentilesOf(apart) };
}

/**
 * A script that ends with the first frame in which the order stands in the column, and gives its time, in ms
 * since 1970.
 */
const shownIn = (column: string, number: string): string => `new Promise((seen) => {
  const nodesOf = (node) => [node, ...(node.shadowRoot ? nodesOf(node.shadowRoot) : []), ...[...node.childNodes].flatMap(nodesOf)];
  const board = nodesOf(document).find(({ localName }) => localName === 'staff-board').shadowRoot;
  const look = () => {
    const place = [...board.querySelectorAll('board-column')].find(({ name }) => name === ${JSON.stringify(column)});
    const isThere = [...place.shadowRoot.querySelectorAll('order-card')].some(({ order, hasLeft }) => !hasLeft && order.order_number.endsWith(${JSON.stringify(number.padStart(6, '0'))}));
    if (isThere) seen(performance.timeOrigin + performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;
