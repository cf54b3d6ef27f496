import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderPage } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { FinishedReader } from './finished-reader.ts';

const page = (
  next_cursor: string | null,
  ...orders: readonly (readonly [string, 'completed' | 'ready'])[]
) => ({
  orders: orders.map(([order_id, status]) => anOrder({ order_id, status })),
  next_cursor,
});

describe('the orders that have ended', () => {
  let pages: (OrderPage | null)[];
  let asked: string[];
  let reader: FinishedReader;
  beforeEach(() => {
    asked = [];
    pages = [
      page('1', ['a', 'completed'], ['b', 'ready']),
      page('2', ['c', 'ready']),
      page('3', ['d', 'completed']),
      page(null, ['e', 'completed']),
    ];
    const changedSince = async (time: string, cursor: string): Promise<OrderPage | null> => {
      asked.push(`${time} ${cursor}`);
      return pages.shift() ?? null;
    };
    reader = new FinishedReader({ changedSince }, Date.parse('2026-01-05T18:00:00.000Z'), () => undefined);
  });
  const known = (): string => reader.orders.map(({ order_id }) => order_id).join('');

  it('are read from a day ago on, a page at a time, until there is something to see', async () => {
    await reader.more();
    expect([known(), reader.hasMore, asked]).toEqual(['a', true, ['2026-01-04T18:00:00.000Z ']]);
    await reader.more();
    expect([known(), asked.length]).toEqual(['ad', 3]);
    await reader.more();
    await reader.more();
    expect([known(), reader.hasMore, asked.length]).toEqual(['ade', false, 4]);
  });

  it('are read to the end by whoever looks for one, even while a page is being read', async () => {
    await Promise.all([reader.more(), reader.all()]);
    expect([known(), reader.isReading]).toEqual(['ade', false]);
  });

  it('go on where a page could not be read', async () => {
    pages.splice(1, 0, null);
    await reader.all();
    expect([known(), reader.hasFailed, reader.hasMore]).toEqual(['a', true, true]);
    await reader.more();
    expect([known(), reader.hasFailed]).toEqual(['ade', false]);
  });
});
