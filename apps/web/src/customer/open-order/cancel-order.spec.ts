import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type Order, type Problem, problemOf } from '#libs/contracts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { Cancelling } from './cancel-order.ts';

const cancelledAt = async (problem: Problem): Promise<string> => {
  const session = { ask: async () => ({ ok: false, problem }) } as unknown as CustomerSession;
  return (await new Cancelling(session, { order_id: '0190a000-0000-7000-8000-000000000001' }).send()).kind;
};
/** What became of it where these answers came, one after the other; null for none. */
async function cancelledAfter(...problems: readonly (Problem | null)[]): Promise<string> {
  jest.useFakeTimers();
  const answers = problems.values();
  const session = { ask: async () => ({ ok: false, problem: answers.next().value ?? null }) };
  const cancelling = new Cancelling(session as unknown as CustomerSession, {
    order_id: '0190a000-0000-7000-8000-000000000001',
  });
  const outcome = cancelling.send();
  await jest.runAllTimersAsync();
  return (await outcome).kind;
}
afterEach(() => void jest.useRealTimers());

const notFrom = (from: Order['status']): Problem =>
  problemOf('transition_not_allowed', 'Not from here.', 'trace', { from, to: 'cancelled' });

describe('A customer’s wish to cancel', () => {
  it.each(['confirmed', 'cooking', 'ready', 'out_for_delivery', 'delivery_failed'] as const)(
    'comes too late where the restaurant is at it: %s',
    async (status) => {
      expect(await cancelledAt(notFrom(status))).toBe('late');
    },
  );

  it.each(['delivered', 'served', 'completed', 'cancelled', 'rejected'] as const)(
    'comes after the end where there is nothing left that could go on: %s',
    async (status) => {
      expect(await cancelledAt(notFrom(status))).toBe('ended');
    },
  );

  it.each([
    ['got no answer', null],
    ['was still being worked on', problemOf('request_in_progress', 'Try again.', 'trace')],
  ])('is not called undone where one of its tries %s', async (_what, first) => {
    const away = problemOf('unavailable', 'Later.', 'trace');
    expect([await cancelledAfter(first, away, away), await cancelledAfter(away, away, away)]).toEqual([
      'unknown',
      'failed',
    ]);
  });

  it('fails for now where it is refused for another reason', async () => {
    expect(await cancelledAt(problemOf('forbidden', 'Not yours.', 'trace'))).toBe('failed');
  });
});
