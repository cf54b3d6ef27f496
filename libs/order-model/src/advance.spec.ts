import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '#libs/contracts';
import { advance, type Frame } from './advance.ts';
import { NotTheNextVersionError } from './order-model.errors.ts';
import { minute, nextFrame, recorded } from './recorded-order.builder.ts';
import { snapshotFrom } from './snapshot.ts';
import { standingChanges } from './standing-changes.ts';

type Status = Snapshot['status'];

const placed = (fulfilment: Snapshot['fulfilment']): Snapshot =>
  snapshotFrom(recorded(fulfilment, 'pending'), 'customer');

const moved = (order: Snapshot, ...path: readonly Status[]): Snapshot =>
  path.reduce((before, status) => advance(before, nextFrame(before, status)), order);

const recalled = (order: Snapshot): Snapshot => {
  const [held, undone] = standingChanges(order.status_history).slice(-2);
  return advance(
    order,
    nextFrame(order, held!.status, { type: 'recalled', corrects: undone!.version, reason: 'mistake' }),
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
      'Cooking',
      minute(3),
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
      at: minute(2),
    });
    expect(order.steps.find(({ status }) => status === 'ready')).toMatchObject({
      state: 'upcoming',
      at: null,
    });
  });

  it('keeps the status on a delay, and shows the new estimate', () => {
    const estimate = { ready_from: minute(30), ready_to: minute(40) };
    const order = moved(placed('pickup'), 'cooking');
    const late = advance(
      order,
      nextFrame(order, 'cooking', { type: 'delayed', minutes: 10, reason: 'busy', estimate }),
    );
    expect([late.status, late.estimate, late.status_history.at(-1)?.minutes]).toEqual([
      'cooking',
      estimate,
      10,
    ]);
    expect(late.steps).toEqual(order.steps);
  });

  it('sets a failed delivery beside the path, and takes it away when the driver leaves again', () => {
    const failed = moved(placed('delivery'), 'cooking', 'ready', 'out_for_delivery', 'delivery_failed');
    expect(failed.steps.map(({ status }) => status)).toContain('delivery_failed');
    expect(moved(failed, 'out_for_delivery').steps.map(({ status }) => status)).not.toContain(
      'delivery_failed',
    );
  });

  it('that was made offline happened then, and updates the order when the server wrote it down', () => {
    const order = placed('pickup');
    const later = advance(order, nextFrame(order, 'ready', { at: minute(5), recorded_at: minute(30) }));
    expect(later.updated_at).toBe(minute(30));
    expect(later.status_history.at(-1)).toMatchObject({ timestamp: minute(5), recorded_at: minute(30) });
    expect(later.steps.find(({ status }) => status === 'ready')?.at).toBe(minute(5));
  });

  it('counts as written down when it happened where a server of the release before does not say', () => {
    const order = placed('pickup');
    const { recorded_at: _, ...frame }: Frame = nextFrame(order, 'ready', { at: minute(5) });
    const later = advance(order, frame);
    expect([later.updated_at, later.status_history.at(-1)?.recorded_at]).toEqual([minute(5), minute(5)]);
  });

  it('keeps what it says nothing of, and what only a newer server knows', () => {
    const order = { ...placed('pickup'), table_bell: 'rung' };
    expect(advance(order, nextFrame(order, 'ready'))).toMatchObject({
      order_number: order.order_number,
      restaurant_name: order.restaurant_name,
      table_bell: 'rung',
    });
  });

  it('says nothing of what may be done now', () => {
    const order: Snapshot = { ...placed('pickup'), allowed: ['confirmed'] };
    expect(advance(order, nextFrame(order, 'ready'))).not.toHaveProperty('allowed');
  });

  it('leaves the snapshot that it was given as it was', () => {
    const order = placed('pickup');
    const before = structuredClone(order);
    moved(order, 'ready');
    expect(order).toEqual(before);
  });

  it.each([1, 3])('is refused as version %s where version 1 is known', (version) => {
    const order = placed('pickup');
    expect(() => advance(order, nextFrame(order, 'ready', { version }))).toThrow(NotTheNextVersionError);
  });
});
