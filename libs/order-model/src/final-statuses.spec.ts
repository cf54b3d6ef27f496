import { describe, expect, it } from '@jest/globals';
import { allowedStatuses, fulfilments, roles, statuses } from '#libs/status-machine';
import { finalStatuses, isFinal } from './final-statuses.ts';
import { besideThePath, happyPath } from './happy-path.ts';

describe('an order has ended', () => {
  it.each(fulfilments)('where the machine of a %s order lets nobody move it any more', (fulfilment) => {
    const known = [...happyPath(fulfilment), ...besideThePath].filter(
      (status) => fulfilment === 'delivery' || status !== 'delivery_failed',
    );
    const ends = known.filter((status) =>
      roles.every((role) => allowedStatuses({ fulfilment, status, role }).length === 0),
    );

    expect(ends.toSorted()).toEqual(finalStatuses.toSorted());
  });

  it('at none of the other statuses', () => {
    expect(statuses.filter(isFinal).toSorted()).toEqual(finalStatuses.toSorted());
  });
});
