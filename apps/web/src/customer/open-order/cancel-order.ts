import type { OrderWithHistory, Problem, Snapshot } from '#libs/contracts';
import { isEnded } from '#libs/order-model';
import { isPassing } from '#libs/tracker';
import { v7 as newKey } from 'uuid';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { type Answer, SEND_AGAIN_MS } from '../../account/session/answer.ts';

/** How often it is sent at most, where no answer comes. */
const TRIES = 3;

/** What came of it: cancelled, taken up by the restaurant, over already, not now, or nobody knows. */
export type Outcome =
  | { readonly kind: 'done'; readonly snapshot: Snapshot }
  | { readonly kind: 'late' | 'ended' | 'failed' | 'unknown' };

/**
 * One wish to cancel one order, with one key until there is an answer, so that a lost one is repeated safely.
 */
export class Cancelling {
  #key = newKey();
  /** Whether a try with this key may have been done, as no answer to it came. */
  #mayBeDone = false;

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
      this.#mayBeDone ||= answer.problem === null || answer.problem.code === 'request_in_progress';
      if (tries === TRIES) return { kind: this.#mayBeDone ? 'unknown' : 'failed' };
      await new Promise((soon) => setTimeout(soon, SEND_AGAIN_MS));
    }
  }

  #settled(answer: Answer<Snapshot>): Outcome {
    this.#key = newKey();
    this.#mayBeDone = false;
    return answer.ok ? { kind: 'done', snapshot: answer.body } : { kind: refusalOf(answer.problem) };
  }
}

/** No answer at all is none, and one that says to ask again is not the last. */
const isRefusal = (problem: Problem | null): boolean =>
  problem !== null && !isPassing(problem) && problem.code !== 'request_in_progress';

function refusalOf(problem: Problem | null): 'late' | 'ended' | 'failed' {
  if (problem?.code !== 'transition_not_allowed') return 'failed';
  return problem.from !== undefined && isEnded(problem.from) ? 'ended' : 'late';
}
