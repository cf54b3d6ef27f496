import { describe, expect, it } from '@jest/globals';
import { type PlaceOrder, type Problem, problemOf } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { emptyDraft } from './order-draft.ts';
import type { Outcome } from './phone-draft.ts';
import { refusedDraft } from './refused-draft.ts';

const ramen = { ...emptyDraft.items[0]!, id: 7, name: 'Ramen' };
const typed = { ...emptyDraft, items: [ramen] };
const sent = { kind: 'sent', typed, order: {} as PlaceOrder, isEarlier: false } as const;
const refusedBy = (problem: Problem | null): Outcome => ({ ...sent, answer: { ok: false, problem } });
const problem = problemOf('unavailable', 'It is too much.', 'trace');

describe('what an order by phone was refused for', () => {
  it.each<Outcome>([
    { kind: 'given up' },
    { kind: 'without price' },
    { ...sent, answer: { ok: true, body: anOrder() } },
  ])('is nothing where it was placed, or nobody refused it: $kind', (outcome) => {
    expect(refusedDraft(outcome)).toBeNull();
  });

  it.each<[Outcome, string]>([
    [{ kind: 'no currency' }, 'There was no answer.'],
    [refusedBy(null), 'There was no answer.'],
    [{ kind: 'nothing ordered' }, 'at least one item'],
    [{ kind: 'wrong', wrong: { table: 'Which table?' } }, 'look at what is marked'],
    [refusedBy(problem), 'It is too much.'],
  ])('is said in one sentence: %j', (outcome, words) => {
    expect(refusedDraft(outcome)?.refusal).toContain(words);
  });

  it('is marked where it was typed', () => {
    expect(refusedDraft({ kind: 'wrong', wrong: { table: 'Which table?' } })?.wrong).toEqual({
      table: 'Which table?',
    });
    const errors = [{ path: 'items.0.name', message: 'is too long' }];
    expect(refusedDraft(refusedBy({ ...problem, errors }))?.wrong).toEqual({ 'items.7.name': 'is too long' });
  });
});
