import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BatchResult, Problem } from '#libs/contracts';
import type { Answer } from '../../account/session/answer.ts';
import { NoteDrafts } from '../note-fields/note-drafts.ts';
import { Notices } from '../notices/notices.ts';
import { CardShelf } from './card-shelf.ts';
import { Moving, type MovingDeps } from './moving.ts';
import { anOrder } from './order.builder.ts';
import type { OrdersApi } from './orders-api.ts';

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
  let verdict: Pick<Result, 'result' | 'problem'>;
  let drafts: NoteDrafts;
  let moving: Moving;

  const api: Partial<OrdersApi> = {
    moveAll: async (): Promise<Answer<BatchResult>> => ({
      ok: true,
      body: { results: [verdict as Result] },
    }),
    call: async () => ({ ok: false, problem }),
    snapshot: async () => null,
  };
  beforeEach(() => {
    jest.useFakeTimers();
    Object.defineProperty(globalThis, 'localStorage', { value: new MemoryShelf(), configurable: true });
    [isReachable, verdict] = [true, { result: 'applied' }];
    drafts = new NoteDrafts(() => undefined);
    const deps: MovingDeps = {
      userId: 'u',
      api: api as OrdersApi,
      shelf: new CardShelf(() => undefined),
      notices: new Notices(() => undefined),
      now: () => Date.parse(order.updated_at),
      isLive: () => true,
      isReachable: () => isReachable,
      onUnreached: () => undefined,
      onUnsaid: (orderId, note) => drafts.giveBack(orderId, note),
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
});
