import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { FreshOrders } from './fresh-orders.ts';

const pending = (...ids: string[]): readonly Pick<Order, 'order_id' | 'status'>[] =>
  ids.map((order_id) => ({ order_id, status: 'pending' }));

describe('the bell', () => {
  it('is silent about what is there when a view is opened, and rings for each newcomer once', () => {
    const fresh = new FreshOrders();
    expect([
      fresh.see('kitchen', pending('1')),
      fresh.see('kitchen', pending('1', '2')),
      fresh.see('kitchen', pending('1', '2')),
    ]).toEqual([false, true, false]);
    expect([fresh.has('1'), fresh.has('2')]).toEqual([false, true]);
  });

  it('is silent when someone looks at another view', () => {
    const fresh = new FreshOrders();
    fresh.see('kitchen', pending('1'));
    expect([fresh.see('driver', pending('2', '3')), fresh.has('2')]).toEqual([false, false]);
  });

  it('is silent about what this board put there itself', () => {
    const fresh = new FreshOrders();
    fresh.see('kitchen', pending());
    fresh.expect('1', 'pending');
    expect([
      fresh.see('kitchen', pending('1')),
      fresh.see('kitchen', pending()),
      fresh.see('kitchen', pending('1')),
    ]).toEqual([false, false, true]);
  });

  it('rings for what came back by a colleague, though somebody here had moved it on', () => {
    const fresh = new FreshOrders();
    fresh.see('kitchen', pending('1'));
    fresh.see('kitchen', []);
    fresh.expect('1', 'confirmed');
    expect(fresh.see('kitchen', pending('1'))).toBe(true);
  });

  it('is forgotten by a touch, and with the order that moves on', () => {
    const fresh = new FreshOrders();
    fresh.see('kitchen', pending());
    fresh.see('kitchen', pending('1', '2'));
    fresh.touched('1');
    expect([fresh.has('1'), fresh.has('2')]).toEqual([false, true]);
    fresh.see('kitchen', pending('1'));
    expect(fresh.has('2')).toBe(false);
  });
});
