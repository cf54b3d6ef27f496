import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredOrder } from '../model/stored-order.ts';
import type { RestaurantChanges } from '../../../restaurants/index.ts';
import { RecentOrders } from './recent-orders.ts';

const at = (version: number): StoredOrder =>
  ({ orderId: 'order', restaurantId: 'here', version }) as StoredOrder;

let now: number;
let recent: RecentOrders;
let restaurantChanged: (restaurantId?: string) => void;
beforeEach(() => {
  now = 1_000_000;
  recent = new RecentOrders(() => now, {
    onChange: (call: typeof restaurantChanged) => (restaurantChanged = call),
  } as unknown as RestaurantChanges);
});
const known = (restaurantId = 'here'): number | undefined => recent.find(restaurantId, 'order')?.version;

describe('An order that was just changed', () => {
  it('is remembered as it was changed last, for its own restaurant alone', () => {
    recent.keep(at(2));
    recent.keep(at(4));
    recent.keep(at(3));
    expect([known(), known('elsewhere')]).toEqual([4, undefined]);
  });

  it('is read again after half a minute, however often it is changed: names and notes may be others by then', () => {
    recent.keep(at(2));
    now += 20_000;
    recent.keep(at(3));
    expect(known()).toBe(3);
    now += 10_001;
    expect(known()).toBeUndefined();
  });

  it('is forgotten once its restaurant has changed, and remembered again when what was being decided has settled', () => {
    recent.keep(at(2));
    restaurantChanged('here');
    expect(known()).toBeUndefined();
    now += 5_000;
    recent.keep(at(3));
    expect(known()).toBeUndefined();
    now += 1;
    recent.keep(at(4));
    expect(known()).toBe(4);
  });

  it('is remembered though another restaurant has changed', () => {
    recent.keep(at(2));
    restaurantChanged('elsewhere');
    expect(known()).toBe(2);
    recent.keep(at(3));
    expect(known()).toBe(3);
  });

  it('is forgotten once any restaurant may have changed some time ago', () => {
    recent.keep(at(2));
    restaurantChanged();
    expect(known()).toBeUndefined();
    recent.keep(at(2));
    expect(known()).toBe(2);
  });

  it('is forgotten once another process has changed it, but not what is newer than that', () => {
    recent.keep(at(3));
    recent.forget(at(2));
    expect(known()).toBe(3);
    recent.forget(at(3));
    expect(known()).toBeUndefined();
  });
});
