import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { eventually } from '../../../../../tests/support/eventually.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { POLL_EVERY_MS } from '#libs/tracker';
import { LiveBoard, type LiveBoardCallbacks } from './live-board.ts';

const fault = new TypeError('the board is broken');
const session = { token: async () => 'token', refused: () => undefined } as unknown as BoardSession;

describe('a board whose own code throws when it hears of something', () => {
  let http: HttpServer;
  let io: Server;
  let connections: number;
  let reported: unknown[];
  let called: string[];
  let board: LiveBoard;

  const fail = (name: string) => (): never => {
    called.push(name);
    throw fault;
  };
  const begin = (ask: LiveBoardCallbacks['ask']): void => {
    const { port } = http.address() as AddressInfo;
    Object.assign(globalThis, { location: new URL(`http://127.0.0.1:${port}`) });
    board = new LiveBoard(session, {
      onPlaced: fail('placed'),
      onChanged: fail('changed'),
      onAttention: fail('attention'),
      onPace: fail('pace'),
      onOpened: fail('opened'),
      onTurned: fail('turned'),
      ask,
    });
    board.start();
  };
  const timesCalled = (name: string): number => called.filter((each) => each === name).length;

  beforeEach(async () => {
    [connections, reported, called] = [0, [], []];
    Object.assign(globalThis, { reportError: (error: unknown) => reported.push(error) });
    http = createServer((_request, response) => response.writeHead(503).end());
    io = new Server(http);
    io.of('/board').on('connection', () => (connections += 1));
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    jest.useRealTimers();
    board.stop();
    await io.close();
    for (const fake of ['reportError', 'location']) Reflect.deleteProperty(globalThis, fake);
  });

  it('keeps its one connection, and hears of everything after it', async () => {
    begin(async () => true);
    await eventually(() => timesCalled('opened') === 1, 'an open connection');
    for (const count of [1, 2]) {
      for (const event of ['order.placed', 'order.changed']) io.of('/board').emit(event, {});
      await eventually(() => timesCalled('changed') === count, 'a change');
    }
    expect([timesCalled('placed'), connections, board.status]).toEqual([2, 1, 'connected']);
    expect(reported).toEqual(called.map(() => fault));
  });

  it('goes on asking over HTTP while it has no socket', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    io.of('/board').use((_socket, next) => next(new Error('not now')));
    let asked = 0;
    begin(async () => {
      asked += 1;
      if (asked === 1) throw fault;
      return true;
    });
    for (const count of [1, 2, 3]) {
      await eventually(() => asked === count, 'a question');
      await jest.advanceTimersByTimeAsync(POLL_EVERY_MS);
    }
    await eventually(() => board.isReachable, 'an answer');
    expect(reported).toEqual([fault, ...called.map(() => fault)]);
  });
});
