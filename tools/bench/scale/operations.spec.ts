import { describe, expect, it } from '@jest/globals';
import { HeaderName } from '#libs/contracts';
import { type Known, operations, requestsOf } from './operations.ts';

const order = (name: string) => ({ orderId: name, restaurantId: `of ${name}`, token: `token of ${name}` });
const known: Known = {
  tokens: ['one', 'two', 'three'],
  active: [order('a'), order('b')],
  ended: [order('x'), order('y')],
};
const bodies = (from: number, count: number) =>
  requestsOf('A change of status', known, from, count).map(({ path, body }) => [path.split('/')[5], body]);

describe('what is asked of many orders and of few', () => {
  it('takes each active order one step further before it comes to it again', () => {
    expect([...bodies(0, 3), ...bodies(3, 2)]).toEqual([
      ['a', { status: 'preparing' }],
      ['b', { status: 'preparing' }],
      ['a', { status: 'cooking' }],
      ['b', { status: 'cooking' }],
      ['a', { status: 'ready' }],
    ]);
  });

  it('ends no order, since then fewer were active', () => {
    expect(() => bodies(6, 1)).toThrow('no order is left');
  });

  it('goes on with the next restaurant where the turn before it ended', () => {
    expect(
      [0, 2, 4].flatMap((from) =>
        requestsOf('The active orders', known, from, 2).map(({ headers }) => headers['authorization']),
      ),
    ).toEqual(['Bearer one', 'Bearer two', 'Bearer three', 'Bearer one', 'Bearer two', 'Bearer three']);
  });

  it.each(operations)(
    'asks as often as it is wished, and writes under a key of its own each time (%s)',
    (operation) => {
      const asked = requestsOf(operation, known, 0, 4);
      const keys = asked.flatMap(({ headers }) => headers[HeaderName.IdempotencyKey] ?? []);

      expect(asked).toHaveLength(4);
      expect(keys).toHaveLength(asked.filter(({ method }) => method === 'POST').length);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );
});
