import { describe, expect, it } from '@jest/globals';
import { fulfilments, Status, statuses } from '#libs/status-machine';
import { happyPath } from './happy-path.ts';
import { statusInfo, statusLooks } from './status-info.ts';

const asDesigned: Readonly<Record<Status, readonly [progress: number, color: string]>> = {
  scheduled: [5, 'blue'],
  pending: [10, 'blue'],
  confirmed: [20, 'blue'],
  preparing: [40, 'amber'],
  cooking: [60, 'amber'],
  ready: [80, 'green'],
  out_for_delivery: [90, 'purple'],
  delivered: [95, 'green'],
  served: [95, 'green'],
  completed: [100, 'green'],
  cancelled: [0, 'gray'],
  rejected: [0, 'red'],
  delivery_failed: [90, 'red'],
};

const everyInfo = fulfilments.flatMap((fulfilment) =>
  statuses.map((status) => ({ status, info: statusInfo(status, fulfilment) })),
);

describe('what a customer sees of a status', () => {
  it('has the progress and the colour of its stage, for every kind of order', () => {
    expect(everyInfo.map(({ info }) => [info.status, info.progress, info.color])).toEqual(
      everyInfo.map(({ status }) => [status, ...asDesigned[status]]),
    );
  });

  it('never speaks by colour alone: label, sentence and icon stand beside it', () => {
    const bare = everyInfo.filter(
      ({ info }) => !info.label || !info.description.endsWith('.') || !/^\p{Emoji}/u.test(info.icon),
    );

    expect(bare).toEqual([]);
  });

  it('can be told from every other status by its label, and on its way from those around it by its icon', () => {
    const labels = statuses.map((status) => statusInfo(status, 'delivery').label);
    const icons = happyPath('delivery').map((status) => statusInfo(status, 'delivery').icon);

    expect(new Set(labels).size).toBe(statuses.length);
    expect(icons.filter((icon, index) => icon === icons[index + 1])).toEqual([]);
  });

  it.each([
    ['pending', '🕐'],
    ['confirmed', '✅'],
    ['preparing', '📦'],
    ['cooking', '👨‍🍳'],
    ['ready', '✨'],
    ['out_for_delivery', '🚚'],
    ['delivered', '📦'],
    ['completed', '🎉'],
    ['cancelled', '❌'],
  ] as const)('of %s has the published icon %s', (status, icon) => {
    expect(statusInfo(status, 'delivery').icon).toBe(icon);
  });

  it('shows a cook while it cooks', () => {
    expect(statusInfo(Status.Cooking, 'pickup')).toMatchObject({ label: 'Cooking', icon: '👨‍🍳' });
  });

  it('says of a ready order where the food goes next', () => {
    expect(fulfilments.map((fulfilment) => statusInfo(Status.Ready, fulfilment).description)).toEqual([
      'Packed and waiting for the driver.',
      'Ready. Come to the counter with your order number.',
      "Ready. It's on its way to your table.",
    ]);
  });

  it('has the same look for every kind of order, which a page may know before the server has said so', () => {
    const looks = everyInfo.map(({ info: { color, progress } }) => ({ color, progress }));

    expect(looks).toEqual(everyInfo.map(({ status }) => statusLooks[status]));
  });

  it('is one frozen object for each status and kind', () => {
    expect(everyInfo.every(({ info }) => Object.isFrozen(info))).toBe(true);
    expect(statusInfo(Status.Ready, 'pickup')).toBe(statusInfo(Status.Ready, 'pickup'));
  });
});
