import { describe, expect, it } from '@jest/globals';
import { problemOf, type ProblemCode } from '#libs/contracts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { feedbackBySession, refusalOf } from './send-feedback.ts';

const problem = (code: ProblemCode) => problemOf(code, 'No.', 'trace');

describe('what a customer says of an order', () => {
  it.each([
    [null, 'failed'],
    ['unavailable', 'failed'],
    ['too_many_requests', 'failed'],
    ['internal_error', 'failed'],
    ['transition_not_allowed', 'late'],
    ['order_not_found', 'refused'],
    ['unauthenticated', 'refused'],
    ['forbidden', 'refused'],
    ['invalid_request', 'refused'],
  ] as const)('that is answered with %s has %s', (code, outcome) => {
    expect(refusalOf(code && problem(code))).toBe(outcome);
  });

  it('is sent as the customer whose order it is', async () => {
    const sent: unknown[] = [];
    const ask: CustomerSession['ask'] = (...request) => {
      sent.push(request);
      return Promise.resolve({ ok: false, problem: null });
    };
    expect(await feedbackBySession({ ask }, '42')({ rating: 3 })).toBe('failed');
    expect(sent).toEqual([['POST', '/online/orders/42/feedback/', { rating: 3 }]]);
  });
});
