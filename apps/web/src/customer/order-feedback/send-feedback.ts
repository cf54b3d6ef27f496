import { isPassing, problemIn, serverClock } from '#libs/tracker';
import type { Problem } from '#libs/contracts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { type Answer, isUnreached, REQUEST_MS } from '../../account/session/answer.ts';

export interface Feedback {
  /** 1 to 5 */
  readonly rating: number;
  readonly comment?: string;
}

/** Taken, too late, never to be taken, or not just now. */
export type Outcome = 'given' | 'late' | 'refused' | 'failed';

/** Never throws. Sent again, it takes the place of what was said before. */
export type SendFeedback = (feedback: Feedback) => Promise<Outcome>;

const pathOf = (orderId: string): string => `/online/orders/${orderId}/feedback/`;

/** By whoever has the order's link; the token goes in a header, never in an address. */
export const feedbackByLink =
  (orderId: string, token: string): SendFeedback =>
  async (feedback) => {
    try {
      const response = await fetch(`/api/v1${pathOf(orderId)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(feedback),
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      serverClock.hear(response.headers.get('date'));
      return response.ok ? 'given' : refusalOf(problemIn(await response.json()));
    } catch (error) {
      if (isUnreached(error)) return 'failed';
      throw error;
    }
  };

/** By the customer whose order it is. */
export const feedbackBySession =
  (session: Pick<CustomerSession, 'ask'>, orderId: string): SendFeedback =>
  async (feedback) => {
    const answer: Answer<unknown> = await session.ask('POST', pathOf(orderId), feedback);
    return answer.ok ? 'given' : refusalOf(answer.problem);
  };

/** @param problem null where there was no answer, or none of the server's */
export function refusalOf(problem: Problem | null): Exclude<Outcome, 'given'> {
  if (problem === null || isPassing(problem)) return 'failed';
  return problem.status === 409 ? 'late' : 'refused';
}
