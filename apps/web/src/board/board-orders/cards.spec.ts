import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord, Order, OrderChanged } from '#libs/contracts';
import { snapshotFrom } from '#libs/order-model';
import {
  type Cards,
  needsReading,
  withFound,
  withFrame,
  withListing,
  withOrder,
  withoutExpired,
  withSnapshot,
} from './cards.ts';
import { anOrder } from './order.builder.ts';

type Status = Order['status'];
const order = (order_id: string, version: number, status: Status, more: Partial<Order> = {}): Order =>
  anOrder({ order_id, version, status, order_status: status, ...more });
const board = (...orders: Order[]): Cards => orders.reduce<Cards>(withOrder, new Map());
const seen = (cards: Cards) =>
  [...cards.values()].map(({ order_id, status, version }) => `${order_id} ${status} ${version}`);
const at = '2026-01-05T18:05:00.000Z';
const frame = (
  order_id: string,
  version: number,
  status: Status,
  more: Partial<OrderChanged> = {},
): OrderChanged => ({
  order_id,
  order_number: 'ONLINE-000042',
  display_number: '42',
  version,
  status,
  order_status: status,
  type: 'status_changed',
  role: 'kitchen',
  at,
  recorded_at: at,
  estimate: null,
  ended: false,
  status_info: anOrder().status_info,
  ...more,
});

const entry = (version: number, status: Status, notes = ''): HistoryRecord => ({
  version,
  type: version === 1 ? 'placed' : 'status_changed',
  status,
  timestamp: at,
  recorded_at: at,
  updated_by: 'Ana',
  role: 'cashier',
  notes,
  reason: null,
});

describe('the cards of a board', () => {
  it('show the highest version that arrived, in whatever order the news came', () => {
    const cards = withFrame(
      withFrame(board(order('a', 1, 'pending')), frame('a', 3, 'cooking')),
      frame('a', 2, 'confirmed'),
    );
    expect(seen(cards)).toEqual(['a cooking 3']);
  });

  const paid = { payment: { status: 'paid' } } as const;
  const served = { items: [{ line: 1, state: 'served' as const }] };

  it.each([
    [['payment', 'items'], { ...paid, ...served }, false],
    [['payment', 'items'], paid, true],
    [['payment'], {}, true],
    [['items'], {}, true],
    [['customer'], {}, true],
    [['payment', 'address'], paid, true],
    [['table'], {}, true],
    [['adjustments', 'total'], {}, true],
    [undefined, {}, false],
  ] as const)('are read anew after %j with %j: %s', (changed, said, isRead) => {
    const parts = changed && { changed: [...changed] };
    expect(needsReading(frame('a', 2, 'pending', { type: 'amended', ...parts, ...said }))).toBe(isRead);
  });

  it('are not replaced by what someone looks at, which the board may show as it is not yet', () => {
    const known = board(order('a', 2, 'ready'));
    expect(withFound(known, order('a', 2, 'completed'))).toBe(known);
    expect(seen(withFound(known, order('b', 5, 'completed')))).toEqual(['a ready 2', 'b completed 5']);
  });

  it('stay while someone looks at them, however long ago they have ended', () => {
    const cards = board(order('a', 2, 'completed'), order('b', 2, 'completed'));
    expect(seen(withoutExpired(cards, Date.parse(at) + 86_400_000, 'a'))).toEqual(['a completed 2']);
  });

  it('go back with a recall, whose version is higher', () => {
    expect(seen(withFrame(board(order('a', 4, 'ready')), frame('a', 5, 'cooking')))).toEqual(['a cooking 5']);
  });

  it('leave with the next listing that does not name them', () => {
    const cards = board(order('a', 4, 'ready'), order('b', 1, 'pending'));
    expect(seen(withListing(cards, [order('b', 1, 'pending')], cards))).toEqual(['b pending 1']);
  });

  it('are not brought back by a listing that was on its way when the order ended', () => {
    const before = board(order('a', 4, 'ready'));
    const ended = withFrame(before, frame('a', 5, 'completed'));
    expect(seen(withListing(ended, [order('a', 4, 'ready')], before))).toEqual(['a completed 5']);
  });

  it('keep an order that was placed while the listing was on its way', () => {
    expect(seen(withListing(board(order('a', 1, 'pending')), [], board()))).toEqual(['a pending 1']);
  });

  it('keep what a frame does not say, and forget what it makes untrue', () => {
    const cards = board(
      order('a', 2, 'cooking', {
        address: '12 Mabini St',
        allowed: ['ready'],
        recallable: { status: 'pending', until: at },
        status_since: '2026-01-05T18:00:00.000Z',
      }),
    );
    const [delayed] = withFrame(cards, frame('a', 3, 'cooking', { type: 'delayed' })).values();
    expect(delayed).toMatchObject({
      address: '12 Mabini St',
      status_since: '2026-01-05T18:00:00.000Z',
      allowed: undefined,
      recallable: undefined,
    });
    const [moved] = withFrame(cards, frame('a', 3, 'ready')).values();
    expect(moved?.status_since).toBe(at);
  });

  it('learn from an older reading who ordered, and nothing else', () => {
    const cards = withFrame(board(order('a', 1, 'pending')), frame('a', 2, 'confirmed'));
    const [card] = withOrder(
      cards,
      order('a', 1, 'pending', { address: '12 Mabini St', allowed: ['confirmed'] }),
    ).values();
    expect(card).toMatchObject({
      version: 2,
      status: 'confirmed',
      address: '12 Mabini St',
      allowed: undefined,
    });
  });

  it('keep what was completed offline for ten minutes from when the server heard of it', () => {
    const recordedAt = '2026-01-05T18:30:00.000Z';
    const cards = withFrame(
      board(order('a', 4, 'ready')),
      frame('a', 5, 'completed', { at, recorded_at: recordedAt }),
    );
    const minutesLater = (minutes: number): number => Date.parse(recordedAt) + minutes * 60_000;

    expect(withoutExpired(cards, minutesLater(10)).has('a')).toBe(true);
    expect(withoutExpired(cards, minutesLater(11)).has('a')).toBe(false);
  });

  it('take an answer to what was done here, with all that it says of the order', () => {
    const [card] = withSnapshot(
      board(order('a', 1, 'pending', { address: '12 Mabini St' })),
      snapshotFrom(
        {
          order_id: 'a',
          order_number: 'ONLINE-000042',
          display_number: '42',
          restaurant_name: 'Mabuhay Kitchen',
          fulfilment: 'pickup',
          estimate: null,
          status_history: [entry(1, 'pending'), entry(2, 'confirmed', 'Soon')],
          payment: { status: 'unpaid' },
          items_done: 0,
          items_total: 1,
        },
        'staff',
      ),
    ).values();
    expect(card).toMatchObject({
      version: 2,
      status: 'confirmed',
      address: '12 Mabini St',
      status_since: at,
      latest_notes: { notes: 'Soon' },
    });
  });

  it('are not made of an answer about an order that the board does not know', () => {
    const cards = board();
    expect(withFrame(cards, frame('a', 2, 'confirmed'))).toBe(cards);
  });

  it('keep what ended for ten minutes, and not more than two hundred of it', () => {
    const now = Date.parse('2026-01-05T19:00:00.000Z');
    const ended = Array.from({ length: 250 }, (_, index) =>
      order(`e${index}`, 3, 'completed', { updated_at: new Date(now - index * 1_000).toISOString() }),
    );
    const old = order('old', 3, 'cancelled', { updated_at: new Date(now - 601_000).toISOString() });
    const open = order('open', 1, 'pending', { updated_at: new Date(now - 3_600_000).toISOString() });
    const kept = withoutExpired(board(old, open, ...ended), now);
    expect([kept.size, kept.has('open'), kept.has('old'), kept.has('e199'), kept.has('e200')]).toEqual([
      201,
      true,
      false,
      true,
      false,
    ]);
  });
});
