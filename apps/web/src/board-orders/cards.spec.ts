import { describe, expect, it } from '@jest/globals';
import { type Card, type Cards, withChange, withListing, withOrder } from './cards.ts';
import { forwardStep } from './forward-step.ts';

const order = (order_id: string, version: number, status: Card['order']['status']): Card['order'] => ({
  order_id, version, status, order_status: status, order_number: order_id, restaurant_id: 'r', restaurant: { name: 'Mabuhay Kitchen', phone: null },
  fulfilment: 'pickup', items: [], total: { amount: 0, currency: 'PHP' }, placed_at: '2026-01-05T18:00:00.000Z', updated_at: '2026-01-05T18:00:00.000Z',
  tracking_url: '', status_info: { status, label: '', description: '', icon: '', color: 'blue', progress: 0 },
});
const board = (...orders: Card['order'][]): Cards => orders.reduce<Cards>(withOrder, new Map());
const listing = (...orders: Card['order'][]) => orders as Parameters<typeof withListing>[1];
const seen = (cards: Cards) => [...cards.values()].map((card) => `${card.order.order_id} ${card.order.status} ${card.order.version}`);
const changed = (cards: Cards, id: string, version: number, status: Card['order']['status']): Cards =>
  withChange(cards, { ...order(id, version, status), at: '2026-01-05T18:05:00.000Z', estimate: null });

describe('the cards of a board', () => {
  it('show the highest version that arrived, in whatever order the news came', () => {
    const cards = changed(changed(board(order('a', 1, 'pending')), 'a', 3, 'cooking'), 'a', 2, 'confirmed');
    expect(seen(cards)).toEqual(['a cooking 3']);
  });

  it('go back with a recall, whose version is higher', () => {
    expect(seen(changed(board(order('a', 4, 'ready')), 'a', 5, 'cooking'))).toEqual(['a cooking 5']);
  });

  it('leave with the next listing once they have ended', () => {
    const cards = changed(board(order('a', 4, 'ready'), order('b', 1, 'pending')), 'a', 5, 'completed');
    expect(seen(withListing(cards, listing(order('b', 1, 'pending')), cards))).toEqual(['b pending 1']);
  });

  it('are not brought back by a listing that was on its way when the order ended', () => {
    const before = board(order('a', 4, 'ready'));
    const ended = changed(before, 'a', 5, 'completed');
    expect(seen(withListing(ended, listing(order('a', 4, 'ready')), before))).toEqual(['a completed 5']);
  });

  it('keep an order that was placed while the listing was on its way', () => {
    const before = board();
    expect(seen(withListing(board(order('a', 1, 'pending')), listing(), before))).toEqual(['a pending 1']);
  });
});

describe('the forward button', () => {
  it.each([
    ['delivery', 'ready', 'manager', 'out_for_delivery'],
    ['pickup', 'ready', 'cashier', 'completed'],
    ['dine_in', 'ready', 'cashier', 'served'],
    ['pickup', 'cooking', 'kitchen', 'ready'],
    ['delivery', 'ready', 'courier', 'out_for_delivery'],
  ] as const)('takes a %s order that is %s, for a %s, to %s', (fulfilment, status, role, to) => {
    expect(forwardStep({ fulfilment, status }, role)?.to).toBe(to);
  });

  it.each([
    ['pickup', 'ready', 'kitchen'],
    ['delivery', 'cooking', 'courier'],
    ['delivery', 'delivered', 'courier'],
    ['pickup', 'completed', 'manager'],
  ] as const)('is not there for a %s order that is %s and a %s', (fulfilment, status, role) => {
    expect(forwardStep({ fulfilment, status }, role)).toBeNull();
  });
});
