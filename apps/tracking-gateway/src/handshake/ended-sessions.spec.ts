import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { OrdersClient } from '#libs/orders-client';
import { createLogger } from '#libs/service-kit';
import type { Namespaces } from '../sockets/index.ts';
import { EndedSessions } from './ended-sessions.ts';

/** What `orders` knows to have ended. */
let ended: string[];
let sessions: EndedSessions;
/** Whether the one socket was closed. */
let isClosed: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  [ended, isClosed] = [[], false];
  const socket = {
    data: { visitor: { sessionId: 'session' } },
    conn: Object.assign(new EventEmitter(), {
      readyState: 'open',
      close: () => {
        isClosed = true;
      },
    }),
  };
  sessions = new EndedSessions(
    { endedSessions: () => Promise.resolve(ended) } as unknown as OrdersClient,
    { sockets: [socket] } as unknown as Namespaces,
    createLogger('gateway', 'silent'),
  );
  sessions.onApplicationBootstrap();
});
afterEach(() => {
  sessions.onApplicationShutdown();
  jest.useRealTimers();
});

it.each([0, 1, 250, 499])(
  'closes a socket within a second after its session ended, %i ms after a look',
  async (ms) => {
    await jest.advanceTimersByTimeAsync(5_000 + ms);
    expect(isClosed).toBe(false);
    ended = ['session'];
    await jest.advanceTimersByTimeAsync(1_000);
    expect(isClosed).toBe(true);
  },
);
