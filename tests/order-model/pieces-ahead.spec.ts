import { describe, expect, it } from '@jest/globals';
import { LivingOrder, staff } from './living-order.ts';

const manager = staff('manager');

describe('the pieces ahead of an order', () => {
  it('are those that cooks had in hand when it was accepted, whatever they have later', async () => {
    const order = new LivingOrder('pickup');
    expect(order.order.piecesAhead).toBeNull();
    order.piecesInHand = 7;
    await order.move('confirmed', manager);
    order.piecesInHand = 20;
    await order.move('preparing', manager);
    await order.delay(10, manager);
    await order.move('ready', manager);
    await order.recall(manager);
    expect(order.order).toMatchObject({ status: 'preparing', piecesAhead: 7 });
  });

  it('are counted anew where it is accepted again', async () => {
    const order = new LivingOrder('pickup');
    order.piecesInHand = 7;
    await order.move('confirmed', manager);
    await order.recall(manager);
    expect(order.order.status).toBe('pending');
    order.piecesInHand = 3;
    await order.move('preparing', manager);
    expect(order.order.piecesAhead).toBe(3);
  });
});
