import type { OrderWithHistory, Problem, Snapshot } from '#libs/contracts';
import { isFinal, isPassing } from '#libs/tracker';
import { v7 as newKey } from 'uuid';
import type { Answer, CustomerSession } from '../customer-session/customer-session.ts';

/** How often it is sent again where no answer came, and how long to wait in between. */
const TRIES = 3;
const RETRY_MS = 1_500;

/** What came of it: cancelled, taken up by the restaurant, over already, not now, or nobody knows. */
export type Outcome =
  | { readonly kind: 'done'; readonly snapshot: Snapshot }
  | { readonly kind: 'late' | 'ended' | 'failed' | 'unknown' };

/** One wish to cancel one order, with one key until there is an answer, so that a lost one is repeated safely. */
export class Cancelling {
  #key = newKey();

  constructor(
    private readonly session: CustomerSession,
    private readonly order: Pick<OrderWithHistory, 'order_id'>,
  ) {}

  async send(): Promise<Outcome> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.session.ask<Snapshot>(
        'POST',
        `/online/orders/${this.order.order_id}/cancel/`,
        {},
        { 'idempotency-key': this.#key },
      );
      if (answer.ok || isRefusal(answer.problem)) return this.#settled(answer);
      if (tries === TRIES) return { kind: answer.problem === null ? 'unknown' : 'failed' };
      await new Promise((soon) => setTimeout(soon, RETRY_MS));
    }
  }

  #settled(answer: Answer<Snapshot>): Outcome {
    this.#key = newKey();
    return answer.ok ? { kind: 'done', snapshot: answer.body } : { kind: refusalOf(answer.problem) };
  }
}

/** No answer at all is none, and one that says to ask again is not the last. */
const isRefusal = (problem: Problem | null): boolean =>
  problem !== null && !isPassing(problem) && problem.code !== 'request_in_progress';

function refusalOf(problem: Problem | null): 'late' | 'ended' | 'failed' {
  if (problem?.code !== 'transition_not_allowed') return 'failed';
  return problem.from !== undefined && isFinal(problem.from) ? 'ended' : 'late';
}
