import { describe, expect, it } from '@jest/globals';
import { orderChangedSchema, type OrderEvent, orderEventSchema } from '#libs/contracts';
import { statusInfo } from '#libs/status-machine';
import { frameOfEvent } from './order-changed.ts';

const order_id = '01981a2b-3c4d-7e5f-8a6b-9c0d1e2f3a4b';
const event = (type: OrderEvent['type'], data: object): OrderEvent =>
  orderEventSchema.parse({
    id: 'one',
    type,
    source: '/passline/orders',
    subject: order_id,
    time: '2026-03-01T12:00:00.000Z',
    data: {
      order_id,
      restaurant_id: '01980000-0000-7000-8000-00000000000a',
      order_number: 'ONLINE-000001',
      fulfilment: 'dine_in',
      version: 3,
      from: 'cooking',
      status: 'ready',
      at: '2026-03-01T11:59:59.000Z',
      role: 'kitchen',
      notes: '',
      reason: null,
      corrects: null,
      estimate: null,
      ...data,
    },
  });

describe('the frame of an event', () => {
  it('leaves out what the event has nothing to say about', () => {
    const frame = frameOfEvent(event('passline.order.status_changed.v1', {}));
    expect(frame).toEqual({
      order_id,
      version: 3,
      type: 'status_changed',
      status: 'ready',
      order_status: 'ready',
      status_info: statusInfo('ready', 'dine_in'),
      at: '2026-03-01T11:59:59.000Z',
      role: 'kitchen',
      estimate: null,
    });
  });

  it('says which version a recall corrects, and by how much a delay moves the estimate', () => {
    const recalled = frameOfEvent(
      event('passline.order.recalled.v1', { corrects: 2, reason: 'mistake', notes: 'Sorry!' }),
    );
    expect(orderChangedSchema.parse(recalled)).toMatchObject({
      type: 'recalled',
      corrects: 2,
      reason: 'mistake',
      notes: 'Sorry!',
    });
    expect(
      orderChangedSchema.parse(frameOfEvent(event('passline.order.delayed.v1', { minutes: 15 }))),
    ).toMatchObject({ type: 'delayed', minutes: 15 });
  });
});
