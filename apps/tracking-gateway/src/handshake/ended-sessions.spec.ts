import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { OrdersClient, Waiting } from '#libs/orders-client';
import { createLogger } from '#libs/service-kit';
import type { ClientSocket, Namespaces } from '../sockets/index.ts';
import { EndedSessions } from './ended-sessions.ts';

const logger = createLogger('gateway', 'silent');
/** What `orders` knows to have ended. */
let ended: string[];
/** How it answers: at once, as one of the release before, or as soon as something ended. */
let answers: 'at once' | 'when something ends' | 'not at all';
let asked: { cursor: string | undefined; seconds: number; signal: AbortSignal | undefined }[];
let sessions: EndedSessions;
/** Whether the one socket was closed. */
let isClosed: boolean;
let sockets: ClientSocket[];
let letIn: (socket: ClientSocket) => void;

const socketOf = (sessionId: string, close: () => void): ClientSocket => {
  const conn = Object.assign(new EventEmitter(), { readyState: 'open', close });
  return { data: { visitor: { sessionId } }, conn } as unknown as ClientSocket;
};

let wake: () => void;

/** A session ends, and whoever waits for it is told. */
function end(sessionId: string): void {
  ended = [...ended, sessionId];
  wake();
}

async function answer(cursor: string | undefined, seconds: number): Promise<object> {
  if (answers === 'not at all') throw new Error('orders is away');
  if (answers === 'at once') return { sessions: ended };
  if (cursor === String(ended.length)) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    wake = () => {
      resolve(undefined);
    };
    setTimeout(wake, seconds * 1_000);
    await promise;
  }
  return { sessions: ended, cursor: String(ended.length) };
}

beforeEach(() => {
  jest.useFakeTimers();
  [ended, answers, asked, isClosed] = [[], 'at once', [], false];
  wake = () => undefined;
  sockets = [socketOf('session', () => (isClosed = true))];
  const orders = {
    endedSessions: (_: number, cursor: string | undefined, { seconds, signal }: Waiting) => {
      asked.push({ cursor, seconds, signal });
      return answer(cursor, seconds);
    },
  } as unknown as OrdersClient;
  const namespaces = {
    sockets,
    onSocket: (hear: (socket: ClientSocket) => void) => (letIn = hear),
  } as unknown as Namespaces;
  sessions = new EndedSessions(orders, namespaces, logger);
  sessions.onApplicationBootstrap();
});
afterEach(() => {
  sessions.onApplicationShutdown();
  jest.useRealTimers();
});

const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

it.each([0, 1, 250, 499])(
  'closes a socket within a second after its session ended, %i ms after a look',
  async (ms) => {
    await after(5_000 + ms);
    expect(isClosed).toBe(false);
    ended = ['session'];
    await after(1_000);
    expect(isClosed).toBe(true);
  },
);

it('closes it at once where orders waits for something to end', async () => {
  answers = 'when something ends';
  await after(5_250);
  end('session');
  await after(0);
  expect(isClosed).toBe(true);
});

it('closes a socket that was on its way in while its session ended', async () => {
  ended = ['another'];
  await after(600);
  let isLateClosed = false;
  letIn(socketOf('another', () => (isLateClosed = true)));
  letIn(socketOf('a third', () => (isClosed = true)));
  // Those who hear of it later in the same turn find it open.
  expect(isLateClosed).toBe(false);
  await after(0);
  expect([isLateClosed, isClosed]).toEqual([true, false]);
});

describe('Orders is asked what has ended', () => {
  it('once in two seconds where it waits, from its last answer on', async () => {
    answers = 'when something ends';
    await after(600);
    asked = [];
    await after(20_000);
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(asked.length).toBeGreaterThanOrEqual(9);
    expect(new Set(asked.map(({ cursor, seconds }) => `${cursor ?? ''} ${String(seconds)}`))).toEqual(
      new Set(['0 2']),
    );
  });

  it.each(['at once', 'not at all'] as const)('twice a second where it answers %s', async (how) => {
    answers = how;
    await after(10_000);
    expect(asked.length).toBeLessThanOrEqual(20);
    expect(asked.length).toBeGreaterThanOrEqual(19);
  });

  it('at most twice a second, however much ends', async () => {
    answers = 'when something ends';
    await after(600);
    asked = [];
    for (let count = 0; count < 100; count += 1) {
      end(String(count));
      await after(20);
    }
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('no more once the gateway stops, and is not waited for', async () => {
    answers = 'when something ends';
    await after(1_000);
    sessions.onApplicationShutdown();
    expect(asked.at(-1)?.signal?.aborted).toBe(true);
    const before = asked.length;
    await after(10_000);
    expect(asked.length).toBe(before);
  });
});
