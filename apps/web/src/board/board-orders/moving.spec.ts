import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BatchResult, Problem, Snapshot } from '#libs/contracts';
import type { Answer } from '../../account/session/answer.ts';
import { NoteDrafts } from '../note-fields/note-drafts.ts';
import { returnNote, tellNoteLeftOver } from '../note-fields/return-note.ts';
import { Notices } from '../notices/notices.ts';
import { CardShelf } from './card-shelf.ts';
import { Moving, type MovingDeps } from './moving.ts';
import { anOrder } from './order.builder.ts';
import type { OrdersApi } from './orders-api.ts';
import { takesNotes } from './takes-notes.ts';

type Result = BatchResult['results'][number];

const order = anOrder();
const problem = { code: 'transition_not_allowed', status: 409 } as Problem;

class MemoryShelf {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  readonly key = (index: number): string | null => [...this.#items.keys()][index] ?? null;
  readonly getItem = (name: string): string | null => this.#items.get(name) ?? null;
  readonly setItem = (name: string, value: string): unknown => this.#items.set(name, value);
  readonly removeItem = (name: string): unknown => this.#items.delete(name);
}

describe('a note that was typed along with a step', () => {
  const had = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  let isReachable: boolean;
  let verdict: Pick<Result, 'result' | 'problem' | 'snapshot'>;
  let drafts: NoteDrafts;
  let moving: Moving;
  let notices: Notices;
  let shelf: CardShelf;
  let own: unknown[];
  /** What the server says of the order where it is asked. */
  let late: Snapshot | null;
  let question: () => Promise<Snapshot | null>;
  /** When the server answers a further step. */
  let further: Promise<unknown>;
  const returning = () => ({
    drafts,
    notices,
    takesNotes: (orderId: string) => takesNotes(shelf.cards, orderId, 'manager'),
  });

  const api: Partial<OrdersApi> = {
    moveAll: async ([first]): Promise<Answer<BatchResult>> => {
      if (first?.to === 'completed') await further;
      return { ok: true, body: { results: [verdict as Result] } };
    },
    call: async () => ({ ok: false, problem }),
    snapshot: () => question(),
  };
  beforeEach(() => {
    jest.useFakeTimers();
    Object.defineProperty(globalThis, 'localStorage', { value: new MemoryShelf(), configurable: true });
    [isReachable, verdict] = [true, { result: 'applied' }];
    drafts = new NoteDrafts(() => undefined);
    [notices, shelf, late] = [new Notices(() => undefined), new CardShelf(() => undefined), null];
    [question, further] = [async () => late, Promise.resolve()];
    shelf.put(new Map([[order.order_id, order]]));
    own = [];
    const deps: MovingDeps = {
      userId: 'u',
      api: api as OrdersApi,
      shelf,
      notices,
      now: () => Date.parse(order.updated_at),
      isLive: () => true,
      isReachable: () => isReachable,
      onUnreached: () => undefined,
      onOwn: (...put) => own.push(put),
      onUnsaid: (change, note) => returnNote(change, note, returning()),
      onJudged: (change) => tellNoteLeftOver(change, returning()),
      onChange: () => undefined,
    };
    moving = new Moving(deps);
  });
  afterEach(() => {
    moving.stop();
    jest.useRealTimers();
    if (had) Object.defineProperty(globalThis, 'localStorage', had);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  });

  const take = async (): Promise<void> => {
    moving.take([{ order, to: 'confirmed', notes: 'Two minutes', internal_notes: 'no nuts' }]);
    await jest.advanceTimersByTimeAsync(0);
  };
  const both = { notes: 'Two minutes', internalNotes: 'no nuts' };

  it('is said with it', async () => {
    await take();
    expect(drafts.has(order.order_id)).toBe(false);
  });

  it.each([
    ['was done already', { result: 'already_applied' }],
    ['is refused', { result: 'refused', problem }],
    ['comes too late', { result: 'superseded' }],
  ] as const)('is given back where the step %s', async (_, said) => {
    verdict = said;
    await take();
    expect(drafts.of(order.order_id)).toEqual(both);
  });

  it.each([
    ['by the offer', () => moving.undo(moving.offers.all[0]!)],
    ['in the sheet', () => moving.undoKept(order.order_id)],
  ])('is given back where the step is taken back before it left, %s', async (_, undo) => {
    isReachable = false;
    await take();
    expect(drafts.has(order.order_id)).toBe(false);
    undo();
    expect(drafts.of(order.order_id)).toEqual(both);
  });

  const ended = { ...order, status: 'cancelled', version: 2, status_history: [], allowed: [] } as object;
  const over = ended as Snapshot;
  const told = (): readonly string[] =>
    notices.all.map(({ text }) => text).filter((text) => text.includes('note'));
  const words = /^42: a note was not sent.* To the customer: “Two minutes” Among ourselves: “no nuts”$/;

  it.each([
    ['its verdict', () => (verdict = { result: 'superseded', snapshot: over })],
    ['a refusal', () => (verdict = { result: 'refused', problem: { ...problem, snapshot: over } })],
    ['the server, which is asked', () => ([verdict, late] = [{ result: 'refused', problem }, over])],
    [
      'an order that is gone',
      () => {
        verdict = { result: 'refused', problem };
        shelf.put(new Map());
      },
    ],
  ])('is told where the order has ended meanwhile, as is known by %s', async (_, end) => {
    end();
    await take();
    expect([told(), drafts.has(order.order_id)]).toEqual([[expect.stringMatching(words)], false]);
    moving.delay(order, { minutes: 5, reason: 'busy' });
    expect(told()).toHaveLength(1);
  });

  it('is given back at once, though nobody answers where the order is', async () => {
    [verdict, question] = [{ result: 'refused', problem }, () => new Promise(() => undefined)];
    await take();
    expect(drafts.of(order.order_id)).toEqual(both);
  });

  it('is given back, and the step told, though the question where the order is fails', async () => {
    [verdict, question] = [{ result: 'refused', problem }, () => Promise.reject(new Error('no way'))];
    await expect(take()).rejects.toThrow('no way');
    await jest.advanceTimersByTimeAsync(0);
    expect([drafts.of(order.order_id), notices.all.length]).toEqual([both, 1]);
  });

  it('is given back though a further step waits, and told once that one has ended the order', async () => {
    verdict = { result: 'refused', problem };
    const completed = Promise.withResolvers<undefined>();
    further = completed.promise;
    const taken = take();
    moving.take([{ order, to: 'completed' }]);
    await taken;
    expect([told(), drafts.of(order.order_id)]).toEqual([[], both]);
    verdict = { result: 'applied', snapshot: { ...over, status: 'completed' } };
    completed.resolve(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect([told(), drafts.has(order.order_id)]).toEqual([[expect.stringMatching(words)], false]);
  });

  it('is told where the step is taken back before it left, and the order has ended', async () => {
    isReachable = false;
    await take();
    shelf.put(new Map([[order.order_id, { ...order, status: 'cancelled' }]]));
    moving.undo(moving.offers.all[0]!);
    expect([told(), drafts.has(order.order_id)]).toEqual([[expect.stringMatching(words)], false]);
  });

  it('is told where there is no room for it beside what was typed since', async () => {
    verdict = { result: 'refused', problem };
    drafts.put(order.order_id, { notes: 'x'.repeat(495) });
    await take();
    expect(drafts.of(order.order_id)).toEqual({ notes: 'x'.repeat(495), internalNotes: 'no nuts' });
    expect(told()).toEqual([expect.stringMatching(/no room.* To the customer: “Two minutes”$/)]);
  });

  it('is given back with a delay or a recall that is refused, or taken back before it left', async () => {
    moving.delay(order, { minutes: 5, reason: 'busy', notes: 'A little more' });
    await jest.advanceTimersByTimeAsync(0);
    expect(drafts.of(order.order_id).notes).toBe('A little more');
    drafts.put(order.order_id, { notes: '' });
    isReachable = false;
    moving.recall(order, { reason: 'mistake', notes: 'Not yet' });
    moving.undoKept(order.order_id);
    expect(drafts.of(order.order_id).notes).toBe('Not yet');
  });

  it('is told of by whatever somebody here does, and where it leads, a step taken back too', async () => {
    isReachable = false;
    await take();
    moving.undo(moving.offers.all[0]!);
    moving.recall(order, { reason: 'mistake' });
    expect(own).toEqual([
      [order.order_id, 'confirmed'],
      [order.order_id, order.status],
      [order.order_id, expect.any(String)],
    ]);
  });
});
