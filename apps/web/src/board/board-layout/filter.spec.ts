import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../board-orders/order.builder.ts';
import { everything, passes } from './filter.ts';

const order = anOrder({
  order_number: 'ONLINE-000042',
  fulfilment: 'dine_in',
  table: '7',
  customer: { name: 'Ana Reyes' },
  external_id: 'POS-1042',
});

describe('the filters', () => {
  const late = anOrder({
    estimate: { ready_from: '2026-01-05T18:10:00.000Z', ready_to: '2026-01-05T18:20:00.000Z' },
  });
  const now = Date.parse('2026-01-05T18:30:00.000Z');

  it('show one kind of order', () => {
    expect([
      passes(order, { ...everything, kind: 'dine_in' }, now),
      passes(order, { ...everything, kind: 'delivery' }, now),
    ]).toEqual([true, false]);
  });

  it('show only what is late', () => {
    expect([
      passes(late, { ...everything, lateOnly: true }, now),
      passes(order, { ...everything, lateOnly: true }, now),
    ]).toEqual([true, false]);
  });
});
