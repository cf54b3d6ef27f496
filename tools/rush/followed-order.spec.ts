import { beforeEach, describe, expect, it } from '@jest/globals';
import { FollowedOrder } from './followed-order.ts';

describe('an order that is followed', () => {
  let order: FollowedOrder;
  beforeEach(() => {
    order = new FollowedOrder();
    order.snapshot(1, 0);
  });

  it('is sound when each accepted version reaches the screen once, and the time is from the POST to the frame', () => {
    order.accepted(2, 100);
    order.frame(2, 112);
    order.frame(3, 230);
    order.accepted(3, 200);

    expect(order.reckon()).toEqual({
      expected: 2,
      received: 2,
      missing: 0,
      outOfOrder: 0,
      latencies: [12, 30],
    });
  });

  it('names an accepted version that never reached the screen', () => {
    order.accepted(2, 100);
    order.accepted(3, 200);
    order.frame(3, 210);

    expect(order.reckon()).toMatchObject({ expected: 2, received: 1, missing: 1, outOfOrder: 0 });
    expect(order.isComplete).toBe(false);
  });

  it('names a frame that shows an older version than the screen did, or the same one again', () => {
    for (const [version, at] of [
      [2, 10],
      [3, 20],
    ] as const)
      order.accepted(version, at);
    for (const [version, at] of [
      [3, 30],
      [2, 31],
      [3, 32],
    ] as const)
      order.frame(version, at);

    expect(order.reckon()).toMatchObject({ missing: 0, outOfOrder: 2 });
  });

  it('does not ask for frames of what the first snapshot showed already', () => {
    const late = new FollowedOrder();
    late.accepted(2, 10);
    late.accepted(3, 20);
    late.snapshot(2, 15);
    late.frame(3, 25);

    expect(late.reckon()).toEqual({ expected: 1, received: 1, missing: 0, outOfOrder: 0, latencies: [5] });
  });

  it('counts what a snapshot brought after a lost connection as received, without a latency', () => {
    for (const version of [2, 3, 4]) order.accepted(version, version * 10);
    order.frame(2, 21);
    order.snapshot(4, 50);

    expect(order.reckon()).toEqual({ expected: 3, received: 3, missing: 0, outOfOrder: 0, latencies: [1] });
  });

  it('expects nothing of an order that could not be followed', () => {
    const unseen = new FollowedOrder();
    unseen.accepted(2, 10);

    expect(unseen.isFollowed).toBe(false);
    expect(unseen.reckon()).toMatchObject({ expected: 0, missing: 0 });
  });
});
