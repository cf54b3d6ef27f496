import { refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import { wrongAsTyped } from './draft-checks.ts';
import type { Outcome } from './phone-draft.ts';

const NO_ANSWER = 'There was no answer. Press again: it is placed once, however often you press.';
const NOTHING_ORDERED = 'An order has at least one item.';

/** Why an order was not placed, in one sentence, and what of it is to be put right. */
export interface RefusedDraft {
  readonly refusal: string;
  readonly wrong: Wrong;
}

/** Null where it was placed, and where nothing was refused. */
export function refusedDraft(outcome: Outcome): RefusedDraft | null {
  switch (outcome.kind) {
    case 'given up':
    case 'without price':
      return null;
    case 'no currency':
      return { refusal: NO_ANSWER, wrong: {} };
    case 'nothing ordered':
      return { refusal: NOTHING_ORDERED, wrong: {} };
    case 'wrong':
      return { refusal: 'Not placed yet: look at what is marked.', wrong: outcome.wrong };
    case 'sent':
      return refusedByServer(outcome);
  }
}

function refusedByServer({ answer, typed }: Extract<Outcome, { kind: 'sent' }>): RefusedDraft | null {
  if (answer.ok) return null;
  const wrong = wrongAsTyped(wrongIn(answer.problem), typed);
  return { refusal: refusalOf(answer.problem, NO_ANSWER), wrong };
}
