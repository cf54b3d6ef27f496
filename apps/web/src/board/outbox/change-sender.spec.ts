import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type BatchResult, problemOf, type Snapshot } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import type { Answer } from '../../account/session/answer.ts';
import type { Amend, Call, Delay, Move, Recall } from './change.ts';
import {
  type CallAnswer,
  ChangeSender,
  type Post,
  type SenderCallbacks,
  type Verdict,
} from './change-sender.ts';
import { Outbox, type Shelf } from './outbox.ts';

const kept = (key: string, order_id: string) =>
  ({
    key,
    order_id,
    order_number: `ONLINE-${key}`,
    from: 'cooking',
    to: 'ready',
    occurred_at: '2026-01-05T18:00:00.000Z',
  }) as const;
const move = (key: string, order_id = key): Move => ({ kind: 'move', ...kept(key, order_id) });
const recall = (key: string, order_id = key, more: Partial<Recall> = {}): Recall => ({
  kind: 'recall',
  ...kept(key, order_id),
  to: 'cooking',
  expected_version: 4,
  reason: 'mistake',
  ...more,
});
const delay = (key: string, order_id = key): Delay => ({
  kind: 'delay',
  ...kept(key, order_id),
  minutes: 10,
  reason: 'busy',
});

const amend = (key: string, order_id = key): Amend => ({
  kind: 'amend',
  ...kept(key, order_id),
  payment: { status: 'paid', method: 'cash' },
});

function snapshot(order_id: string, status: Snapshot['status'], version: number): Snapshot {
  const { status_info, order_number, display_number, fulfilment, updated_at } = anOrder({ status });
  return {
    order_id,
    order_number,
    display_number,
    fulfilment,
    updated_at,
    status_info,
    status,
    order_status: status,
    version,
    restaurant_name: 'Mabuhay Kitchen',
    steps: [],
    estimate: null,
    status_history: [],
    payment: { status: 'unpaid' },
    items_done: 0,
    items_total: 1,
    ended: false,
  };
}

class MemoryShelf implements Shelf {
  readonly #kept = new Map<string, string>();
  get length(): number {
    return this.#kept.size;
  }
  key = (index: number): string | null => [...this.#kept.keys()][index] ?? null;
  getItem = (name: string): string | null => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.#kept.set(name, value);
  removeItem = (name: string): void => void this.#kept.delete(name);
}

const applied = (moves: readonly Move[]): Answer<BatchResult> => ({
  ok: true,
  body: { results: moves.map(({ order_id }) => ({ order_id, result: 'applied' })) },
});
const refused = (
  code: Parameters<typeof problemOf>[0],
  errors: { path: string; message: string }[] = [],
): Answer<BatchResult> => ({ ok: false, problem: problemOf(code, 'no', 'trace', { errors }) });

describe('what a tablet does while it has no network', () => {
  let shelf: MemoryShelf;
  let outbox: Outbox;
  let sent: string[][];
  let heard: [string, Verdict['result']][];
  let answers: Answer<BatchResult>[];
  let callAnswers: Answer<CallAnswer>[];
  let called: Call[];
  let isOpen: boolean;

  const post: Post = {
    isOpen: () => isOpen,
    moves: async (moves) => {
      sent.push(moves.map(({ key }) => key));
      return answers.shift() ?? applied(moves);
    },
    call: async (call) => {
      sent.push([call.key]);
      called.push(call);
      return callAnswers.shift() ?? { ok: true, body: snapshot(call.order_id, call.to, 7) };
    },
  };
  const callbacks: SenderCallbacks = {
    onVerdict: ({ key }, { result }) => heard.push([key, result]),
    onUnreached: () => undefined,
  };
  const sender = (): ChangeSender => new ChangeSender(outbox, post, callbacks);
  const settle = async (): Promise<void> => {
    await jest.advanceTimersByTimeAsync(10_000);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    shelf = new MemoryShelf();
    outbox = new Outbox(shelf, 'mara');
    [sent, heard, answers, callAnswers, called, isOpen] = [[], [], [], [], [], true];
  });

  it('is kept over a reload, oldest first, and sent as one batch', async () => {
    for (const key of ['1', '2', '3']) outbox.put(move(key));
    outbox = new Outbox(shelf, 'mara');
    sender().wake();
    await settle();
    expect([sent, heard.length, shelf.length]).toEqual([[['1', '2', '3']], 3, 0]);
  });

  it('is sent anew for what is now where nothing but a payment came in between', async () => {
    const seen = { ...move('1'), expected_version: 4 };
    const now = snapshot('1', 'cooking', 5);
    const amended = { version: 5, type: 'amended', status: 'cooking' };
    const changed = { ...now, status_history: [amended] } as unknown as Snapshot;
    answers = [{ ok: true, body: { results: [{ order_id: '1', result: 'conflict', snapshot: changed }] } }];
    outbox.put(seen);
    sender().wake();
    await settle();
    expect([sent, heard, outbox.size]).toEqual([[['1'], ['1']], [['1', 'applied']], 0]);
  });

  it('keeps a payment behind the steps of its order, and says no news where there is none', async () => {
    callAnswers = [{ ok: true, body: { ...snapshot('1', 'ready', 5), result: 'already_applied' } }];
    outbox.put(move('1'));
    outbox.put(amend('2', '1'));
    outbox.put({ ...recall('3', '1'), expected_version: 4 });
    sender().wake();
    await settle();
    expect(sent).toEqual([['1'], ['2'], ['3']]);
    expect(heard[1]).toEqual(['2', 'already_applied']);
    expect(called[1]?.expected_version).toBe(4);
  });

  it('is not sent in another person’s name', () => {
    outbox.put(move('1'));
    expect([new Outbox(shelf, 'someone else').size, new Outbox(shelf, 'mara').size]).toEqual([0, 1]);
  });

  it('is sent again, the same, until there is an answer', async () => {
    outbox.put(move('1'));
    answers = [{ ok: false, problem: null }, refused('unavailable'), refused('too_many_requests')];
    sender().wake();
    await settle();
    expect([sent, heard]).toEqual([[['1'], ['1'], ['1'], ['1']], [['1', 'applied']]]);
  });

  it('waits for its owner to log in again', async () => {
    outbox.put(move('1'));
    answers = [refused('unauthenticated'), refused('password_change_required')];
    sender().wake();
    await settle();
    expect(heard).toEqual([['1', 'applied']]);
  });

  it('loses only the step that is malformed, and sends the others', async () => {
    for (const key of ['1', '2', '3']) outbox.put(move(key));
    answers = [refused('invalid_request', [{ path: 'updates.1.notes', message: 'too long' }])];
    sender().wake();
    await settle();
    expect([heard, sent]).toEqual([
      [
        ['2', 'refused'],
        ['1', 'applied'],
        ['3', 'applied'],
      ],
      [
        ['1', '2', '3'],
        ['1', '3'],
      ],
    ]);
  });

  it('hears each verdict, and asks again for one that is still being worked on', async () => {
    for (const key of ['1', '2']) outbox.put(move(key));
    const busy = problemOf('request_in_progress', 'wait', 'trace');
    answers = [
      {
        ok: true,
        body: {
          results: [
            { order_id: '1', result: 'superseded' },
            { order_id: '2', result: 'refused', problem: busy },
          ],
        },
      },
    ];
    sender().wake();
    await settle();
    expect([heard, sent[1]]).toEqual([
      [
        ['1', 'superseded'],
        ['2', 'applied'],
      ],
      ['2'],
    ]);
  });

  it('goes out a hundred at a time', async () => {
    for (let number = 100; number < 350; number += 1) outbox.put(move(String(number)));
    sender().wake();
    await settle();
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('may have arrived once it was sent, which a reload remembers', async () => {
    outbox.put(move('1'));
    answers = [{ ok: false, problem: null }];
    const before = sender();
    expect(outbox.get('1')?.wasSent).toBeUndefined();
    before.wake();
    await jest.advanceTimersByTimeAsync(0);
    before.stop();
    expect([outbox.get('1')?.wasSent, new Outbox(shelf, 'mara').get('1')?.wasSent]).toEqual([true, true]);
  });

  it('does not leave while the board knows that nobody hears', async () => {
    isOpen = false;
    const waiting = sender();
    for (const change of [move('1'), recall('2')]) outbox.put(change);
    waiting.wake();
    await settle();
    expect([sent, outbox.changes.map(({ wasSent }) => wasSent)]).toEqual([[], [undefined, undefined]]);
    isOpen = true;
    waiting.wake();
    await settle();
    expect(sent).toEqual([['1'], ['2']]);
  });

  it('goes out as one batch first, then each recall and delay by its own call, then what had to wait for those', async () => {
    for (const change of [
      delay('1', 'a'),
      move('2', 'a'),
      move('3', 'b'),
      delay('4', 'b'),
      recall('5', 'c'),
      move('6', 'd'),
      move('7', 'c'),
    ])
      outbox.put(change);
    sender().wake();
    await settle();
    expect(sent).toEqual([['3', '6'], ['1'], ['4'], ['5'], ['2', '7']]);
  });

  it('sends a call again under its key until there is an answer, and nothing of its order meanwhile', async () => {
    for (const change of [recall('1', 'a'), move('2', 'a')]) outbox.put(change);
    callAnswers = [
      { ok: false, problem: null },
      { ok: false, problem: problemOf('request_in_progress', 'wait', 'trace') },
    ];
    sender().wake();
    await settle();
    expect(sent).toEqual([['1'], ['1'], ['1'], ['2']]);
  });

  it('hears that a recall came too late, with what stands instead, and goes on', async () => {
    for (const change of [recall('1', 'a'), delay('2', 'b')]) outbox.put(change);
    callAnswers = [
      {
        ok: false,
        problem: problemOf('version_mismatch', 'no', 'trace', { snapshot: snapshot('a', 'completed', 5) }),
      },
      { ok: false, problem: problemOf('transition_not_allowed', 'no', 'trace') },
    ];
    sender().wake();
    await settle();
    expect(heard).toEqual([
      ['1', 'conflict'],
      ['2', 'refused'],
    ]);
  });

  it('is not surprised by what it did itself', async () => {
    for (const change of [
      recall('1', 'a'),
      move('2', 'a'),
      move('3', 'a'),
      delay('4', 'b'),
      recall('5', 'b', { expected_version: 6 }),
      delay('6', 'c'),
    ])
      outbox.put(change);
    const versions: (number | undefined)[] = [];
    const watched = new ChangeSender(
      outbox,
      {
        isOpen: () => true,
        moves: async (moves) => {
          versions.push(...moves.map(({ expected_version: version }) => version));
          return applied(moves);
        },
        call: async (call) => {
          versions.push(call.expected_version);
          return { ok: true, body: snapshot(call.order_id, call.to, 7) };
        },
      },
      { onVerdict: () => undefined, onUnreached: () => undefined },
    );
    watched.wake();
    await settle();
    expect(versions).toEqual([4, undefined, undefined, 7, 8, 7]);
  });

  it('takes back a step that may have arrived once it is known to have, and sends nothing where it had not', async () => {
    for (const [change, undo] of [
      ['1', '2'],
      ['3', '4'],
    ] as const)
      for (const each of [
        move(change),
        recall(undo, change, { undoes: change, expected_version: undefined }),
      ])
        outbox.put(each);
    answers = [
      {
        ok: true,
        body: {
          results: [
            { order_id: '1', result: 'applied', snapshot: snapshot('1', 'ready', 9) },
            { order_id: '3', result: 'superseded' },
          ],
        },
      },
    ];
    sender().wake();
    await settle();
    expect([called.map(({ key, expected_version: version }) => [key, version]), outbox.size]).toEqual([
      [['2', 9]],
      0,
    ]);
  });

  describe('and something throws meanwhile', () => {
    const fault = new TypeError('the board is broken');
    let reported: unknown[];
    const fail = (): never => {
      throw fault;
    };

    beforeEach(() => {
      reported = [];
      Object.assign(globalThis, { reportError: (error: unknown) => reported.push(error) });
    });
    afterEach(() => {
      Reflect.deleteProperty(globalThis, 'reportError');
    });

    it('is sent all the same, each once, where whoever hears the verdicts throws', async () => {
      for (const change of [move('1'), move('2'), recall('3')]) outbox.put(change);
      const broken = new ChangeSender(outbox, post, { ...callbacks, onVerdict: fail });
      broken.wake();
      await settle();
      outbox.put(move('4'));
      broken.wake();
      await settle();
      expect([sent, outbox.size]).toEqual([[['1', '2'], ['3'], ['4']], 0]);
      expect(reported).toEqual([fault, fault, fault, fault]);
    });

    it('is sent again where whoever hears that nobody was reached throws', async () => {
      outbox.put(move('1'));
      answers = [{ ok: false, problem: null }];
      new ChangeSender(outbox, post, { ...callbacks, onUnreached: fail }).wake();
      await settle();
      expect([sent, heard, reported]).toEqual([[['1'], ['1']], [['1', 'applied']], [fault]]);
    });

    it('is sent again where the sending itself throws', async () => {
      outbox.put(move('1'));
      let isBroken = true;
      const moves: Post['moves'] = async (batch) => {
        if (!isBroken) return post.moves(batch);
        isBroken = false;
        return fail();
      };
      new ChangeSender(outbox, { ...post, moves }, callbacks).wake();
      await settle();
      expect([heard, outbox.size, reported]).toEqual([[['1', 'applied']], 0, [fault]]);
    });
  });
});
