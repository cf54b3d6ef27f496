import { describe, expect, it } from '@jest/globals';
import { automaticMoves } from './automatic-moves.ts';
import { fulfilments } from './fulfilment.ts';
import { allowedStatuses } from './next-status.ts';
import { Role } from './role.ts';
import { statuses } from './status.ts';

const found = fulfilments.flatMap((fulfilment) =>
  statuses.flatMap((status) =>
    automaticMoves(fulfilment, status).map(({ deadline, to }) => ({ fulfilment, status, deadline, to })),
  ),
);

describe('what happens by itself', () => {
  it('is a release, an answer that nobody gave, or the end of an order that its customer has', () => {
    const listed = found.map(({ fulfilment, ...move }) => [fulfilment, ...Object.values(move)].join(' '));
    expect(listed.toSorted()).toEqual(
      [
        ...fulfilments.flatMap((fulfilment) => [
          `${fulfilment} scheduled release pending`,
          `${fulfilment} pending accept rejected`,
          `${fulfilment} pending confirm confirmed`,
        ]),
        'delivery delivered close completed',
        'dine_in served close completed',
      ].toSorted(),
    );
  });

  it('is nothing that Passline itself may not do then', () => {
    const refused = found.filter(
      ({ fulfilment, status, to }) =>
        !allowedStatuses({ fulfilment, status, role: Role.System }).includes(to),
    );
    expect(refused).toEqual([]);
  });

  it('is no move that somebody else would be allowed by it', () => {
    const offered = fulfilments.flatMap((fulfilment) =>
      statuses.flatMap((status) => allowedStatuses({ fulfilment, status, role: Role.Admin })),
    );
    expect(offered.filter((to) => !statuses.includes(to))).toEqual([]);
  });
});
