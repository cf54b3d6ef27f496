import type { HistoryRecord } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';
import type { Frame } from './advance.ts';
import { isEnded } from './final-statuses.ts';
import type { RecordedOrder } from './snapshot.ts';
import { statusInfo } from './status-info.ts';

/** So many minutes after six, in the form in which times travel. */
export const minute = (count: number): string => new Date(Date.UTC(2026, 0, 5, 18, count)).toISOString();

/** The entry of a change that happened so many minutes after six as its version says. */
export const changeRecord = (
  version: number,
  status: Status,
  more: Partial<HistoryRecord> = {},
): HistoryRecord => ({
  version,
  type: version === 1 ? 'placed' : 'status_changed',
  status,
  timestamp: minute(version),
  recorded_at: minute(version),
  updated_by: 'cashier',
  role: 'cashier',
  notes: '',
  reason: null,
  ...more,
});

/** An order that has had these statuses, one version each. */
export const recorded = (fulfilment: Fulfilment, ...statuses: readonly Status[]): RecordedOrder => ({
  order_id: '0190a000-0000-7000-8000-000000000001',
  order_number: 'ONLINE-000042',
  display_number: '42',
  restaurant_name: 'Mabuhay Kitchen',
  fulfilment,
  estimate: null,
  status_history: statuses.map((status, index) => changeRecord(index + 1, status)),
  payment: { status: 'unpaid' },
  items_done: 0,
  items_total: 2,
});

/** What is told of the version after. */
export const nextFrame = (
  {
    order_id,
    version,
    fulfilment,
  }: Pick<RecordedOrder, 'order_id' | 'fulfilment'> & { readonly version: number },
  status: Status,
  more: Partial<Frame> = {},
): Frame => ({
  order_id,
  order_number: 'ONLINE-000042',
  display_number: '42',
  version: version + 1,
  type: 'status_changed',
  status,
  order_status: status,
  status_info: statusInfo(status, fulfilment),
  at: minute(version + 1),
  recorded_at: minute(version + 1),
  role: 'kitchen',
  estimate: null,
  ended: isEnded(status),
  ...more,
});
