import { describe, expect, it } from '@jest/globals';
import type { Order, OrderChanged } from '#libs/contracts';
import { type Cards, withFrame, withListing, withOrder, withoutOutlived } from './cards.ts';
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
  version,
  status,
  order_status: status,
  type: 'status_changed',
  role: 'kitchen',
  at,
  estimate: null,
  status_info: anOrder().status_info,
  ...more,
});

describe('the cards of a board', () => {
  it('show the highest version that arrived, in whatever order the news came', () => {
    const cards = withFrame(
      withFrame(board(order('a', 1, 'pending')), frame('a', 3, 'cooking')),
      frame('a', 2, 'confirmed'),
    );
    expect(seen(cards)).toEqual(['a cooking 3']);
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

  it('keep what ended for ten minutes, and not more than two hundred of it', () => {
    const now = Date.parse('2026-01-05T19:00:00.000Z');
    const ended = Array.from({ length: 250 }, (_, index) =>
      order(`e${index}`, 3, 'completed', { updated_at: new Date(now - index * 1_000).toISOString() }),
    );
    const old = order('old', 3, 'cancelled', { updated_at: new Date(now - 601_000).toISOString() });
    const open = order('open', 1, 'pending', { updated_at: new Date(now - 3_600_000).toISOString() });
    const kept = withoutOutlived(board(old, open, ...ended), now);
    expect([kept.size, kept.has('open'), kept.has('old'), kept.has('e199'), kept.has('e200')]).toEqual([
      201,
      true,
      false,
      true,
      false,
    ]);
  });
});
