import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Pace, problemOf, type SetPace } from '#libs/contracts';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Answer } from '../../account/session/answer.ts';
import { AGAIN_MS } from '../board-orders/until-read.ts';
import { KitchenPace } from './kitchen-pace.ts';

const open: Pace = { mode: 'open' };
const busy: Pace = { mode: 'busy', extra_minutes: 10 };
const busier: Pace = { mode: 'busy', extra_minutes: 30 };
const paused: Pace = { mode: 'paused' };
const unreached = { ok: false, problem: null } as const;

describe('the pace of the kitchen at a board', () => {
  /** What was asked and not answered yet, and all that was asked. */
  let waiting: ((answer: Answer<Pace>) => void)[];
  let asked: string[];
  let isLive: boolean;
  let pace: KitchenPace;

  beforeEach(() => {
    jest.useFakeTimers();
    [waiting, asked, isLive] = [[], [], true];
    const ask = (method: string, _: string, wish?: SetPace): Promise<Answer<Pace>> => {
      asked.push(wish ? `${method} ${wish.mode}` : method);
      return new Promise((answered) => waiting.push(answered));
    };
    const session = { ask } as unknown as Pick<BoardSession, 'ask'>;
    pace = new KitchenPace(
      session,
      () => undefined,
      () => isLive,
    );
  });
  afterEach(() => {
    pace.stop();
    jest.useRealTimers();
  });

  const shown = (): Pace | null => pace.at(0);
  /** The question that has waited longest is answered. */
  const answer = async (said: Pace | Answer<Pace>): Promise<void> => {
    waiting.shift()?.('mode' in said ? { ok: true, body: said } : said);
    await jest.advanceTimersByTimeAsync(0);
  };

  it('is what was tapped last, however quickly one tap follows another', async () => {
    for (const wish of [busy, busier, paused]) void pace.set(wish as SetPace);
    await answer(busy);
    await answer(paused);
    expect([asked, shown(), pace.isAsking]).toEqual([['PUT busy', 'PUT paused'], paused, false]);
  });

  it('is asked again where a tap crosses with a colleague’s', async () => {
    void pace.set(busy as SetPace);
    pace.heard(paused);
    await answer(busy);
    expect(shown()).toEqual(paused);
    await answer(open);
    expect([asked, shown()]).toEqual([['PUT busy', 'GET'], open]);
  });

  it('needs no other question where what was told is what was answered', async () => {
    void pace.set(busy as SetPace);
    pace.heard({ ...busy });
    await answer(busy);
    expect([asked, shown()]).toEqual([['PUT busy'], busy]);
  });

  it('is not what was read before the server told of another one', async () => {
    void pace.read();
    pace.heard(paused);
    await answer(busy);
    expect(shown()).toEqual(paused);
    await answer(paused);
    expect(shown()).toEqual(paused);
  });

  it('is not what was read before it was set', async () => {
    void pace.read();
    void pace.set(paused as SetPace);
    waiting.reverse();
    await answer(paused);
    await answer(open);
    expect(shown()).toEqual(paused);
  });

  it('is read until it could be, and only while the board is connected', async () => {
    void pace.read();
    await answer(unreached);
    await jest.advanceTimersByTimeAsync(AGAIN_MS);
    await answer({ ok: false, problem: problemOf('unavailable', 'Later.', 'trace') });
    isLive = false;
    await jest.advanceTimersByTimeAsync(AGAIN_MS);
    expect(asked).toEqual(['GET', 'GET']);
    isLive = true;
    void pace.read();
    await answer(busy);
    await jest.advanceTimersByTimeAsync(AGAIN_MS);
    expect([asked.length, shown()]).toEqual([3, busy]);
  });

  it('is not asked for again and again by whom it is not shown', async () => {
    void pace.read();
    await answer({ ok: false, problem: problemOf('forbidden', 'No.', 'trace') });
    await jest.advanceTimersByTimeAsync(AGAIN_MS);
    expect(asked).toEqual(['GET']);
  });

  it('says why it was not set until the next tap, and is read where nobody knows', async () => {
    pace.heard(open);
    void pace.set(paused as SetPace);
    await answer(unreached);
    await answer(busy);
    expect([shown(), pace.refusal]).toEqual([busy, expect.stringMatching(/^There was no answer/)]);
    void pace.set(open as SetPace);
    expect(pace.refusal).toBeNull();
    await answer(open);
    expect(asked).toEqual(['PUT paused', 'GET', 'PUT open']);
  });
});
