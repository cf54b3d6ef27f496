import { describe, expect, it } from '@jest/globals';
import { Amendment } from '../../apps/orders/src/ordering/amend-order/amendment.ts';
import { changeRecord } from '../../apps/orders/src/ordering/order/writing/change-record.ts';
import { LivingOrder, staff } from './living-order.ts';

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('the event of an amendment', () => {
  it('names what is personal, and says nothing of it', () => {
    const { order, now } = new LivingOrder('delivery');
    const body = { address: '7 Ayala Avenue', payment: { status: 'paid' } } as const;
    const contact = { name: 'Ana Ruiz', phone: '+639171234567' };
    const change = new Amendment(body, contact).decide(order, staff('cashier'), now);
    const { record, row } = changeRecord(order, change!, {
      recordedAt: now,
      traceparent,
      times: {},
      piecesAhead: null,
    });
    expect(JSON.parse(record.value)).toMatchObject({
      changed: ['payment', 'address', 'customer'],
      payment: { status: 'paid' },
    });
    expect(record.value + JSON.stringify(row.amendment)).not.toMatch(/Ana|917|Ayala/);
  });
});
