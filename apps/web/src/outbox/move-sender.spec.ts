import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type BatchResult, problemOf } from '#libs/contracts';
import type { Answer } from '../board-session/session.ts';
import type { Move } from './move.ts';
import { MoveSender, type Verdict } from './move-sender.ts';
import { Outbox, type Shelf } from './outbox.ts';

const move = (key: string, order_id = key): Move => ({ key, order_id, order_number: `ONLINE-${key}`, from: 'cooking', to: 'ready', occurred_at: '2026-01-05T18:00:00.000Z' });

class MemoryShelf implements Shelf {
  readonly #kept = new Map<string, string>();
  get length(): number { return this.#kept.size; }
  key = (index: number): string | null => [...this.#kept.keys()][index] ?? null;
  getItem = (name: string): string | null => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.#kept.set(name, value);
  removeItem = (name: string): void => void this.#kept.delete(name);
}

const applied = (moves: readonly Move[]): Answer<BatchResult> => ({ ok: true, body: { results: moves.map(({ order_id }) => ({ order_id, result: 'applied' })) } });
const refused = (code: Parameters<typeof problemOf>[0], errors: { path: string; message: string }[] = []): Answer<BatchResult> =>
  ({ ok: false, problem: problemOf(code, 'no', 'trace', { errors }) });

describe('what a tablet does while it has no network', () => {
  let shelf: MemoryShelf;
  let outbox: Outbox;
  let sent: string[][];
  let heard: [string, Verdict['result']][];
  let answers: Answer<BatchResult>[];

  const sender = (): MoveSender => new MoveSender(outbox, async (moves) => {
    sent.push(moves.map(({ key }) => key));
    return answers.shift() ?? applied(moves);
  }, { onVerdict: ({ key }, { result }) => heard.push([key, result]), onUnreached: () => undefined });
  const settle = async (): Promise<void> => { await jest.advanceTimersByTimeAsync(10_000); };

  beforeEach(() => {
    jest.useFakeTimers();
    shelf = new MemoryShelf();
    outbox = new Outbox(shelf, 'mara');
    [sent, heard, answers] = [[], [], []];
  });

  it('is kept over a reload, oldest first, and sent as one batch', async () => {
    for (const key of ['1', '2', '3']) outbox.add(move(key));
    outbox = new Outbox(shelf, 'mara');
    sender().wake();
    await settle();
    expect([sent, heard.length, shelf.length]).toEqual([[['1', '2', '3']], 3, 0]);
  });

  it('is not sent in another person’s name', () => {
    outbox.add(move('1'));
    expect([new Outbox(shelf, 'someone else').size, new Outbox(shelf, 'mara').size]).toEqual([0, 1]);
  });

  it('is sent again, the same, until there is an answer', async () => {
    outbox.add(move('1'));
    answers = [{ ok: false, problem: null }, refused('unavailable'), refused('too_many_requests')];
    sender().wake();
    await settle();
    expect([sent, heard]).toEqual([[['1'], ['1'], ['1'], ['1']], [['1', 'applied']]]);
  });

  it('waits for its owner to log in again', async () => {
    outbox.add(move('1'));
    answers = [refused('unauthenticated'), refused('password_change_required')];
    sender().wake();
    await settle();
    expect(heard).toEqual([['1', 'applied']]);
  });

  it('loses only the step that is malformed, and sends the others', async () => {
    for (const key of ['1', '2', '3']) outbox.add(move(key));
    answers = [refused('invalid_request', [{ path: 'updates.1.notes', message: 'too long' }])];
    sender().wake();
    await settle();
    expect([heard, sent]).toEqual([[['2', 'refused'], ['1', 'applied'], ['3', 'applied']], [['1', '2', '3'], ['1', '3']]]);
  });

  it('hears each verdict, and asks again for one that is still being worked on', async () => {
    for (const key of ['1', '2']) outbox.add(move(key));
    const busy = problemOf('request_in_progress', 'wait', 'trace');
    answers = [{ ok: true, body: { results: [{ order_id: '1', result: 'superseded' }, { order_id: '2', result: 'refused', problem: busy }] } }];
    sender().wake();
    await settle();
    expect([heard, sent[1]]).toEqual([[['1', 'superseded'], ['2', 'applied']], ['2']]);
  });

  it('goes out a hundred at a time', async () => {
    for (let number = 100; number < 350; number += 1) outbox.add(move(String(number)));
    sender().wake();
    await settle();
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('may have arrived once it was sent, and what was kept over a reload may have too', async () => {
    const before = sender();
    outbox.add(move('1'));
    expect(before.wasSent('1')).toBe(false);
    answers = [{ ok: false, problem: null }];
    before.wake();
    await jest.advanceTimersByTimeAsync(0);
    expect([before.wasSent('1'), sender().wasSent('1')]).toEqual([true, true]);
    before.stop();
  });
});
