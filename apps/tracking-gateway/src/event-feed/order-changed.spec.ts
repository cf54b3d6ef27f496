import { describe, expect, it } from '@jest/globals';
import {
  type HistoryRecord,
  orderChangedSchema,
  type OrderEvent,
  orderEventSchema,
  OrderEventType,
} from '#libs/contracts';
import { snapshotFrom, statusInfo } from '#libs/order-model';
import { frameOfEvent, framesBetween } from './order-changed.ts';

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
    const frame = frameOfEvent(event(OrderEventType.StatusChanged, {}));
    expect(frame).toEqual({
      order_id,
      order_number: 'ONLINE-000001',
      display_number: '1',
      version: 3,
      type: 'status_changed',
      status: 'ready',
      order_status: 'ready',
      status_info: statusInfo('ready', 'dine_in'),
      at: '2026-03-01T11:59:59.000Z',
      recorded_at: '2026-03-01T12:00:00.000Z',
      role: 'kitchen',
      estimate: null,
      ended: false,
    });
  });

  it('says what an amendment changed, and the numbers by which people and tills know the order', () => {
    const amended = {
      display_number: 'A 7',
      external_id: 'POS-7',
      changed: ['payment', 'items'],
      payment: { status: 'paid', method: 'card' },
      items: [{ line: 1, state: 'done' }],
      items_done: 2,
      items_total: 3,
    };
    expect(frameOfEvent(event(OrderEventType.Amended, amended))).toMatchObject({
      type: 'amended',
      ...amended,
    });
  });

  it('says which version a recall corrects, and by how much a delay moves the estimate', () => {
    const recalled = frameOfEvent(
      event(OrderEventType.Recalled, { corrects: 2, reason: 'mistake', notes: 'Sorry!' }),
    );
    expect(orderChangedSchema.parse(recalled)).toMatchObject({
      type: 'recalled',
      corrects: 2,
      reason: 'mistake',
      notes: 'Sorry!',
    });
    expect(
      orderChangedSchema.parse(frameOfEvent(event(OrderEventType.Delayed, { minutes: 15 }))),
    ).toMatchObject({ type: 'delayed', minutes: 15 });
  });
});

describe('the frames that fill a hole', () => {
  const entry = (version: number, more: Partial<HistoryRecord> = {}): HistoryRecord => ({
    version,
    type: 'status_changed',
    status: 'cooking',
    timestamp: '2026-03-01T11:50:00.000Z',
    recorded_at: '2026-03-01T11:50:01.000Z',
    updated_by: 'kitchen',
    role: 'kitchen',
    notes: '',
    reason: null,
    ...more,
  });
  const amended = (version: number, changed: HistoryRecord['changed']) =>
    entry(version, { type: 'amended', changed });
  const order = snapshotFrom(
    {
      order_id,
      order_number: 'ONLINE-000001',
      display_number: 'A 7',
      restaurant_name: 'Lola’s',
      fulfilment: 'dine_in',
      estimate: null,
      status_history: [
        entry(1, { type: 'placed', status: 'pending' }),
        entry(2),
        amended(3, ['table']),
        amended(4, ['payment']),
        amended(5, ['items', 'total']),
        entry(6, { status: 'ready' }),
      ],
      payment: { status: 'paid', method: 'card' },
      items_done: 2,
      items_total: 3,
    },
    'customer',
  );
  const between = (known: number, external_id: string | null) =>
    framesBetween(order, known, event(OrderEventType.StatusChanged, { version: 6, external_id })).map(
      (frame) => orderChangedSchema.strict().parse(frame),
    );

  it('are those of the versions after the one that is known, and before the event at hand', () => {
    expect(between(2, null).map(({ version }) => version)).toEqual([3, 4, 5]);
  });

  it('say of an amendment what it changed, and nothing that it did not', () => {
    const told = between(1, null).map(({ changed, payment, items_done, items_total }) => ({
      changed,
      payment,
      items_done,
      items_total,
    }));
    expect(told).toEqual([
      {},
      { changed: ['table'] },
      { changed: ['payment'], payment: { status: 'paid', method: 'card' } },
      { changed: ['items', 'total'], items_done: 2, items_total: 3 },
    ]);
  });

  it.each([
    ['POS-7', 'POS-7'],
    [null, undefined],
  ])('name the order as the event at hand does: %s', (external_id, named) => {
    expect(between(1, external_id).map((frame) => frame.external_id)).toEqual([named, named, named, named]);
  });
});
