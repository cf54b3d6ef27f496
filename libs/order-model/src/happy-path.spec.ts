import { describe, expect, it } from '@jest/globals';
import { allowedStatuses, Fulfilment, fulfilments, Role, Status, statuses } from '#libs/status-machine';
import { besideThePath, happyPath } from './happy-path.ts';

describe('the happy path', () => {
  it.each([
    {
      kind: Fulfilment.Delivery,
      path: 'pending confirmed preparing cooking ready out_for_delivery delivered completed',
    },
    { kind: Fulfilment.Pickup, path: 'pending confirmed preparing cooking ready completed' },
    { kind: Fulfilment.DineIn, path: 'pending confirmed preparing cooking ready served completed' },
  ])('of a $kind order is its normal way', ({ kind, path }) => {
    expect(happyPath(kind).join(' ')).toBe(path);
    expect(Object.isFrozen(happyPath(kind))).toBe(true);
  });

  it.each(fulfilments)('of a %s order is made of moves that the machine allows', (fulfilment) => {
    const path = happyPath(fulfilment);
    const broken = path.slice(1).filter((to, before) => {
      const status = path[before] ?? Status.Pending;
      return !allowedStatuses({ fulfilment, status, role: Role.Admin }).includes(to);
    });

    expect(broken).toEqual([]);
  });

  it('has every status on it, or beside it for every kind of order', () => {
    const onPath = new Set(fulfilments.flatMap(happyPath));

    expect(statuses.filter((status) => !onPath.has(status)).toSorted()).toEqual(besideThePath.toSorted());
  });
});
