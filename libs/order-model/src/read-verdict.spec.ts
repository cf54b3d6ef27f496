import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/contracts';
import { readVerdict } from './read-verdict.ts';

const order = { order_id: 'order', restaurant_id: 'here', customer_id: 'cris' };
const staff = (restaurant_id: string): Caller => ({
  kind: 'staff',
  id: 'ana',
  name: 'Ana',
  role: 'courier',
  restaurant_id,
});
const device = (restaurant_id: string): Caller => ({
  kind: 'device',
  id: 'till',
  name: 'Till',
  role: 'device',
  scopes: [],
  restaurant_id,
});
const customer = (id: string, restaurant_id: string | null): Caller => ({
  kind: 'customer',
  id,
  name: 'Cris',
  role: 'customer',
  restaurant_id,
});
const guest = (order_id: string): Caller => ({ kind: 'guest', order_id, restaurant_id: 'here' });

describe('an order', () => {
  it.each([
    ['its restaurant’s staff', staff('here')],
    ['its restaurant’s devices', device('here')],
    ['its customer', customer('cris', null)],
    ['the holder of its link', guest('order')],
  ])('is read by %s', (_, caller) => {
    expect(readVerdict(caller, order)).toBe('allowed');
  });

  it.each([
    ['another restaurant’s staff', staff('there')],
    ['another restaurant’s devices', device('there')],
    ['another restaurant’s customer', customer('dora', 'there')],
    ['the holder of another order’s link', guest('other')],
  ])('does not exist for %s', (_, caller) => {
    expect(readVerdict(caller, order)).toBe('hidden');
  });

  it('is refused to another customer of the same restaurant', () => {
    expect(readVerdict(customer('dora', 'here'), order)).toBe('forbidden');
  });

  it('without a customer is no customer’s', () => {
    expect(readVerdict(customer('cris', 'there'), { ...order, customer_id: null })).toBe('hidden');
  });
});
