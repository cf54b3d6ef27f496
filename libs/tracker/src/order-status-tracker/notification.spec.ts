import { expect, it } from '@jest/globals';
import type { Snapshot } from '#libs/contracts';
import { snapshotFrom } from '#libs/order-model';
import type { Words } from '../words/en.ts';
import { es } from '../words/es.ts';
import { notifyOf } from './notification.ts';

const order: Snapshot = snapshotFrom(
  {
    order_id: 'ramen',
    order_number: 'ONLINE-000042',
    display_number: '42',
    restaurant_name: 'Mabuhay Kitchen',
    fulfilment: 'pickup',
    estimate: null,
    status_history: [
      {
        version: 1,
        type: 'placed',
        status: 'ready',
        timestamp: '2026-01-05T18:00:00.000Z',
        recorded_at: '2026-01-05T18:00:00.000Z',
        updated_by: 'kitchen',
        role: 'kitchen',
        notes: '',
        reason: null,
      },
    ],
    payment: { status: 'unpaid' },
    items_done: 1,
    items_total: 1,
  },
  'customer',
);

it('a notification waits for the words of the reader’s language, and comes once', () => {
  let words: Words | null = null;
  const waiting: (() => void)[] = [];
  const told: unknown[] = [];
  notifyOf(
    order,
    true,
    (onLoaded) => {
      if (words === null) waiting.push(onLoaded);
      return words;
    },
    { notify: (...alert) => told.push(alert) },
  );
  expect([told, waiting.length]).toEqual([[], 1]);
  words = es;
  for (const onLoaded of waiting) onLoaded();
  const body = 'Listo. Acércate al mostrador con ONLINE-000042.';
  expect(told).toEqual([[{ title: 'Listo · Mabuhay Kitchen', body, tag: 'ramen' }, true]]);
  expect(waiting).toHaveLength(1);
});
