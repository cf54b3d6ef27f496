import { describe, expect, it } from '@jest/globals';
import { NoHistoryError } from './order-model.errors.ts';
import { changeRecord, minute, recorded } from './recorded-order.builder.ts';
import { snapshotFrom } from './snapshot.ts';

describe('a snapshot', () => {
  it('is as the newest changeRecord of the history has it, and was updated when that was recorded', () => {
    const order = recorded('pickup', 'pending', 'cooking');
    const late = changeRecord(3, 'ready', { timestamp: minute(3), recorded_at: minute(30) });
    const snapshot = snapshotFrom({ ...order, status_history: [...order.status_history, late] }, 'customer');

    expect(snapshot).toMatchObject({
      status: 'ready',
      order_status: 'ready',
      version: 3,
      updated_at: minute(30),
      status_info: { status: 'ready', description: 'Ready. Come to the counter with your order number.' },
    });
    expect(snapshot.steps.at(4)).toEqual({
      status: 'ready',
      label: 'Ready',
      state: 'current',
      at: minute(3),
    });
  });

  it('is not made of nothing', () => {
    expect(() => snapshotFrom(recorded('pickup'), 'customer')).toThrow(NoHistoryError);
  });
});
