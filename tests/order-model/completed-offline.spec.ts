import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order, OrderChanged, OwnedSnapshot } from '#libs/contracts';
import { advance } from '#libs/order-model';
import { KeptSnapshot } from '../../apps/tracking-gateway/src/snapshots/kept-snapshot.ts';
import { type Cards, withFrame, withoutExpired } from '../../apps/web/src/board/board-orders/cards.ts';
import { LivingOrder, recallWindowMs, staff } from './living-order.ts';
import { cardOf, frameOf, snapshotFor } from './shown-order.ts';

const minute = 60_000;
const happenedAt = '2026-01-05T18:05:00.000Z';
const recordedAt = '2026-01-05T18:30:00.000Z';
const customer = { kind: 'customer' } as const;

const board = (...orders: readonly Order[]): Cards => new Map(orders.map((each) => [each.order_id, each]));

describe('an order that was completed at 18:05 while its till was offline, which told it at 18:30', () => {
  let order: LivingOrder;
  let before: { readonly owned: OwnedSnapshot; readonly card: Order };
  let frame: OrderChanged;
  beforeEach(async () => {
    order = new LivingOrder('pickup');
    await order.move('ready', staff('cashier'));
    const { orderId: order_id, restaurantId: restaurant_id, customerId: customer_id } = order.order;
    const snapshot = snapshotFor(order, customer);
    before = { owned: { order_id, restaurant_id, customer_id, snapshot }, card: cardOf(order) };
    order.now = Date.parse(recordedAt);
    await order.move('completed', staff('cashier'), { occurred_at: happenedAt });
    frame = frameOf(order);
  });

  it('says in its frame when it happened and when that was recorded, and which order it is', () => {
    expect(frame).toMatchObject({ at: happenedAt, recorded_at: recordedAt, order_number: 'ONLINE-000042' });
  });

  it('was updated at 18:30 on server, gateway, customer’s screen and board', () => {
    const kept = new KeptSnapshot(before.owned);
    kept.take(frame);

    expect({
      server: snapshotFor(order, customer).updated_at,
      board_read: cardOf(order).updated_at,
      gateway: kept.read().snapshot.updated_at,
      screen: advance(before.owned.snapshot, frame).updated_at,
      board: withFrame(board(before.card), frame).get(frame.order_id)?.updated_at,
    }).toEqual({
      server: recordedAt,
      board_read: recordedAt,
      gateway: recordedAt,
      screen: recordedAt,
      board: recordedAt,
    });
  });

  it('was completed at 18:05 by its history and by its steps', () => {
    const shown = advance(before.owned.snapshot, frame);

    expect(shown.status_history.at(-1)).toMatchObject({ timestamp: happenedAt, recorded_at: recordedAt });
    expect(shown.steps.at(-1)).toMatchObject({ status: 'completed', at: happenedAt });
  });

  it.each([
    { minutes: 0, isThere: true },
    { minutes: 10, isThere: true },
    { minutes: 10 + 1 / minute, isThere: false },
  ])('is in "Finished" $minutes min later: $isThere, as it may be recalled', async ({ minutes, isThere }) => {
    order.now += minutes * minute;
    const cards = withoutExpired(withFrame(board(before.card), frame), order.now);

    expect(cards.has(frame.order_id)).toBe(isThere);
    expect(await order.recall(staff('cashier'))).toBe(isThere);
    expect(recallWindowMs).toBe(10 * minute);
  });
});
