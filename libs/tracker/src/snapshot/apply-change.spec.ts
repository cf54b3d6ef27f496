import { describe, expect, it } from '@jest/globals';
import type { OrderChanged, Snapshot } from '#libs/contracts';
import { applyChange, NotTheNextVersionError } from './apply-change.ts';
import { mergeSnapshot } from './merge-snapshot.ts';
import { standingChanges } from './steps.ts';

type Status = Snapshot['status'];
type Fulfilment = Snapshot['fulfilment'];

const untilReady: readonly Status[] = ['pending', 'confirmed', 'preparing', 'cooking', 'ready'];
const ways: Readonly<Record<Fulfilment, readonly Status[]>> = {
  delivery: [...untilReady, 'out_for_delivery', 'delivered', 'completed'],
  pickup: [...untilReady, 'completed'],
  dine_in: [...untilReady, 'served', 'completed'],
};
const infoOf = (status: Status): Snapshot['status_info'] => ({
  status,
  label: `The ${status} label`,
  description: '',
  icon: '',
  color: 'blue',
  progress: 0,
});

const minute = (count: number): string => new Date(Date.UTC(2026, 0, 5, 18, count)).toISOString();

const placed = (fulfilment: Fulfilment): Snapshot => ({
  order_id: '0190a000-0000-7000-8000-000000000001',
  order_number: 'ONLINE-000042',
  restaurant_name: 'Mabuhay Kitchen',
  fulfilment,
  status: 'pending',
  order_status: 'pending',
  version: 1,
  updated_at: minute(0),
  status_info: infoOf('pending'),
  steps: ways[fulfilment].map((status) => ({
    status,
    label: infoOf(status).label,
    state: status === 'pending' ? 'current' : 'upcoming',
    at: status === 'pending' ? minute(0) : null,
  })),
  estimate: null,
  status_history: [
    {
      version: 1,
      type: 'placed',
      status: 'pending',
      timestamp: minute(0),
      updated_by: 'cashier',
      role: 'cashier',
      notes: '',
      reason: null,
    },
  ],
});

const change = (order: Snapshot, status: Status, more: Partial<OrderChanged> = {}): OrderChanged => ({
  order_id: order.order_id,
  version: order.version + 1,
  type: 'status_changed',
  status,
  order_status: status,
  status_info: infoOf(status),
  at: minute(order.version),
  role: 'kitchen',
  estimate: null,
  ...more,
});

const moved = (order: Snapshot, ...path: readonly Status[]): Snapshot =>
  path.reduce((before, status) => applyChange(before, change(before, status)), order);

const recalled = (order: Snapshot): Snapshot => {
  const standing = standingChanges(order.status_history);
  const held = standing.at(-2)?.status ?? order.status;
  return applyChange(
    order,
    change(order, held, { type: 'recalled', corrects: standing.at(-1)?.version, reason: 'mistake' }),
  );
};

const stepsIn = (order: Snapshot): string =>
  order.steps.map(({ status, state }) => `${status} ${state}`).join(', ');

describe('a change on the way to the screen', () => {
  it('moves the status, the history and the steps one version on', () => {
    const order = moved(placed('pickup'), 'confirmed', 'cooking');
    expect([order.version, order.status, order.status_info.label, order.updated_at]).toEqual([
      3,
      'cooking',
      'The cooking label',
      minute(2),
    ]);
    expect(order.status_history.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(stepsIn(order)).toBe(
      'pending done, confirmed done, preparing skipped, cooking current, ready upcoming, completed upcoming',
    );
  });

  it('takes a recalled step back, with the time of the step that holds again', () => {
    const order = recalled(moved(placed('dine_in'), 'cooking', 'ready'));
    expect([order.version, order.status]).toEqual([4, 'cooking']);
    expect(order.status_history.at(-1)).toMatchObject({ type: 'recalled', corrects: 3, reason: 'mistake' });
    expect(order.steps.find(({ status }) => status === 'cooking')).toMatchObject({
      state: 'current',
      at: minute(1),
    });
    expect(order.steps.find(({ status }) => status === 'ready')).toMatchObject({
      state: 'upcoming',
      at: null,
    });
  });

  it('keeps the status on a delay, and shows the new estimate', () => {
    const estimate = { ready_from: minute(30), ready_to: minute(40) };
    const order = moved(placed('pickup'), 'cooking');
    const late = applyChange(
      order,
      change(order, 'cooking', { type: 'delayed', minutes: 10, reason: 'busy', estimate }),
    );
    expect([late.status, late.estimate, late.status_history.at(-1)?.minutes]).toEqual([
      'cooking',
      estimate,
      10,
    ]);
    expect(late.steps).toEqual(order.steps);
  });

  it('sets a failed delivery beside the way, and takes it away when the driver leaves again', () => {
    const failed = moved(placed('delivery'), 'cooking', 'ready', 'out_for_delivery', 'delivery_failed');
    expect(failed.steps.map(({ status }) => status)).toContain('delivery_failed');
    expect(moved(failed, 'out_for_delivery').steps.map(({ status }) => status)).not.toContain(
      'delivery_failed',
    );
  });

  it('leaves the snapshot that it was given as it was', () => {
    const order = placed('pickup');
    const before = structuredClone(order);
    moved(order, 'ready');
    expect(order).toEqual(before);
  });

  it('refuses a version that is not the next one', () => {
    const order = placed('pickup');
    expect(() => applyChange(order, change(order, 'ready', { version: 3 }))).toThrow(NotTheNextVersionError);
  });
});

describe('an answer of the server', () => {
  it('brings the newer part of the history, which is joined to the part that is known', () => {
    const known = moved(placed('pickup'), 'confirmed');
    const now = moved(known, 'cooking', 'ready');
    const answer = { ...now, status_history: now.status_history.filter(({ version }) => version > 2) };
    expect(mergeSnapshot(known, answer)).toEqual(now);
  });

  it('never takes a screen back to an older version', () => {
    const order = moved(placed('pickup'), 'confirmed', 'cooking');
    expect(mergeSnapshot(order, placed('pickup'))).toBe(order);
  });
});
