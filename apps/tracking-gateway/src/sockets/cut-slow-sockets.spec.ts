import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import type { GatewayMetrics } from '../metrics/index.ts';
import type { ClientNamespace } from './client-socket.ts';
import { CutSlowSockets } from './cut-slow-sockets.ts';
import { Namespaces } from './namespaces.ts';

/** A namespace with the sockets that were let in. */
class Namespace extends EventEmitter {
  readonly sockets = new Map<string, object>();

  constructor(readonly name: string) {
    super();
  }

  /** @param packets how many wait to be read by the client */
  letIn(id: string, packets = 0): { isCut: boolean } {
    const facts = { isCut: false };
    const writeBuffer = Array.from({ length: packets }, () => ({ data: 'x' }));
    const close = (): void => {
      facts.isCut = true;
      this.sockets.delete(id);
    };
    this.sockets.set(id, { id, conn: { readyState: 'closed', transport: {}, writeBuffer, close } });
    this.emit('connection');
    return facts;
  }
}

const logger = createLogger('gateway', 'silent');
let board: Namespace;
let tracking: Namespace;
let slow: CutSlowSockets;

beforeEach(() => {
  jest.useFakeTimers();
  const namespaces = new Namespaces();
  slow = new CutSlowSockets(namespaces, { cutSlowSocket: () => undefined } as GatewayMetrics, logger);
  [board, tracking] = [new Namespace('/board'), new Namespace('/tracking')];
  for (const namespace of [board, tracking]) namespaces.add(namespace as unknown as ClientNamespace);
});
afterEach(() => {
  slow.onApplicationShutdown();
  jest.useRealTimers();
});

it('is woken by nothing while nobody is connected', () => {
  expect(jest.getTimerCount()).toBe(0);
});

it('looks until the last socket of either namespace is gone, and again at the next one', async () => {
  board.letIn('a');
  tracking.letIn('b');
  expect(jest.getTimerCount()).toBe(1);
  board.sockets.clear();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(jest.getTimerCount()).toBe(1);
  tracking.sockets.clear();
  await jest.advanceTimersByTimeAsync(250);
  expect(jest.getTimerCount()).toBe(0);
  const late = tracking.letIn('c', 300);
  await jest.advanceTimersByTimeAsync(250);
  expect(late.isCut).toBe(true);
});
