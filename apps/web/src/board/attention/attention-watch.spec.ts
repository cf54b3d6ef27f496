import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { AttentionWatch } from './attention-watch.ts';

const calling = (order_id: string, ...attention: NonNullable<Order['attention']>): Order =>
  anOrder({ order_id, attention });
const seconds = (count: number): number => count * 1_000;

describe('what calls for attention', () => {
  it('is heard at once, and every 30 s until someone looks', () => {
    const watch = new AttentionWatch();
    const orders = [calling('1', 'unaccepted')];
    expect([0, 1, 29, 30, 45, 60].map((at) => watch.see(orders, seconds(at)))).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
    watch.looked(orders);
    expect(watch.see(orders, seconds(90))).toBe(false);
  });

  it('is heard no oftener for being more', () => {
    const watch = new AttentionWatch();
    expect(watch.see([calling('1', 'unaccepted')], 0)).toBe(true);
    expect(watch.see([calling('1', 'unaccepted'), calling('2', 'overdue')], seconds(5))).toBe(false);
  });

  it('is silent about what has ended, and where nothing is known of it', () => {
    const watch = new AttentionWatch();
    expect(watch.see([calling('1'), anOrder({ order_id: '2' })], 0)).toBe(false);
  });

  it('is news again where another reason joins one that was looked at, or it comes back', () => {
    const watch = new AttentionWatch();
    const first = [calling('1', 'unaccepted')];
    watch.see(first, 0);
    watch.looked(first);
    expect(watch.see([calling('1', 'unaccepted', 'overdue')], seconds(40))).toBe(true);
    watch.looked([calling('1', 'unaccepted', 'overdue')]);
    watch.see([calling('1')], seconds(80));
    expect(watch.see(first, seconds(81))).toBe(true);
  });
});
