import { describe, expect, it } from '@jest/globals';
import type { OrderHistoryPage, OrderWithHistory, Snapshot } from '#libs/contracts';
import { isOpen, type Listing, withLatest, withOlder, withSnapshot } from './listing.ts';

/** The nth order: the higher, the later placed. */
const order = (n: number, more: Partial<OrderWithHistory> = {}): OrderWithHistory =>
  ({
    order_id: `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    order_number: `ONLINE-${n}`,
    version: 1,
    status: 'pending',
    placed_at: new Date(n * 60_000).toISOString(),
    updated_at: new Date(n * 60_000).toISOString(),
    ...more,
  }) as OrderWithHistory;
const page = (orders: readonly OrderWithHistory[], next_cursor: string | null = null): OrderHistoryPage => ({
  orders: [...orders],
  next_cursor,
});
const below = ({ openBelow }: Listing): readonly string[] =>
  openBelow.map(({ order_number }) => order_number.slice('ONLINE-'.length));
const numbers = ({ orders }: Listing): readonly string[] =>
  orders.map(({ order_number }) => order_number.slice('ONLINE-'.length));

describe('A customer’s list of orders', () => {
  it('takes in what was placed since, and keeps older pages and where they end', () => {
    const known: Listing = {
      orders: [order(4), order(3), order(2), order(1)],
      openBelow: [],
      cursor: 'below 1',
    };
    const read = withLatest(known, page([order(5), order(4)], 'below 4'));
    expect([numbers(read), read.cursor]).toEqual([['5', '4', '3', '2', '1'], 'below 1']);
  });

  it('begins anew where so much was placed meanwhile that something in between would be missing', () => {
    const read = withLatest(
      { orders: [order(2), order(1)], openBelow: [], cursor: null },
      page([order(9), order(8)], 'below 8'),
    );
    expect([numbers(read), read.cursor]).toEqual([['9', '8'], 'below 8']);
  });

  it('drops what is no longer there', () => {
    expect(
      numbers(
        withLatest(
          { orders: [order(3), order(2), order(1)], openBelow: [], cursor: null },
          page([order(3), order(1)]),
        ),
      ),
    ).toEqual(['3', '1']);
  });

  it('drops what was oldest and is no longer there, where the page is all there is', () => {
    const known: Listing = { orders: [order(3), order(2), order(1)], openBelow: [], cursor: null };
    expect(numbers(withLatest(known, page([order(3), order(2)])))).toEqual(['3', '2']);
  });

  it('goes on with older orders, each once', () => {
    const read = withOlder(
      { orders: [order(4), order(3)], openBelow: [], cursor: 'below 3' },
      page([order(3), order(2)], 'below 2'),
    );
    expect([numbers(read), read.cursor]).toEqual([['4', '3', '2'], 'below 2']);
  });

  it('has what is open further down too, each once and newest first, until the list reaches down to it', () => {
    const [far, farther] = [order(2, { status: 'cooking' }), order(1)];
    const read = withLatest(
      { orders: [], openBelow: [], cursor: null },
      page([order(5), order(4)], 'below 4'),
      [order(5), farther, far],
    );
    expect([numbers(read), below(read)]).toEqual([
      ['5', '4'],
      ['2', '1'],
    ]);
    const more = withOlder(read, page([order(3), far], 'below 2'));
    expect([numbers(more), below(more)]).toEqual([['5', '4', '3', '2'], ['1']]);
  });

  it('keeps one that ended further down, as its tracker told it', () => {
    const known: Listing = { orders: [order(5)], openBelow: [order(1)], cursor: 'below 5' };
    const ended = withSnapshot(known, {
      ...order(1, { version: 2, status: 'cancelled' }),
    } as unknown as Snapshot);
    const read = withLatest(ended, page([order(5)], 'below 5'), []);
    expect(read.openBelow.map(({ status }) => status)).toEqual(['cancelled']);
    expect(
      withLatest(ended, page([order(5)], 'below 5'), [order(1)]).openBelow.map(({ status }) => status),
    ).toEqual(['cancelled']);
  });

  it('lets a higher version stand, whether it came with a page or from a tracker', () => {
    const known = withSnapshot({ orders: [order(1)], openBelow: [], cursor: null }, {
      ...order(1, { version: 3, status: 'cooking' }),
    } as unknown as Snapshot);
    expect(known.orders[0]?.status).toBe('cooking');
    expect(withLatest(known, page([order(1, { version: 2, status: 'confirmed' })])).orders[0]?.status).toBe(
      'cooking',
    );
    expect(withSnapshot(known, order(1) as unknown as Snapshot).orders[0]?.status).toBe('cooking');
    expect(withLatest(known, page([order(1, { version: 4, status: 'confirmed' })])).orders[0]?.status).toBe(
      'confirmed',
    );
  });

  it('counts an order as open until it ends; one that was handed over and never closed, for an hour', () => {
    const at = (status: OrderWithHistory['status'], minutesAgo: number): boolean =>
      isOpen({ status, updated_at: new Date(0).toISOString() }, minutesAgo * 60_000);
    expect([
      at('pending', 5_000),
      at('ready', 5_000),
      at('completed', 1),
      at('cancelled', 1),
      at('delivered', 59),
      at('delivered', 61),
      at('served', 61),
      at('delivery_failed', 61),
    ]).toEqual([true, true, false, false, true, false, false, true]);
  });
});
