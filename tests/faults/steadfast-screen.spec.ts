import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { type ProblemCode, problemOf, SocketNamespace } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { SteadfastScreen } from './steadfast-screen.ts';

type Greeting = 'welcome' | 'silence' | ProblemCode;

describe('a screen that never gives up', () => {
  let io: Server;
  let tracking: Namespace;
  let screen: SteadfastScreen;
  /** How the next ones are greeted; from then on everyone is welcome. */
  let greetings: Greeting[];

  beforeEach(async () => {
    greetings = [];
    const http = createServer();
    io = new Server(http);
    tracking = io.of(SocketNamespace.Tracking);
    tracking.use((_socket, next) => {
      const greeting = greetings.shift() ?? 'welcome';
      if (greeting === 'welcome') next();
      else if (greeting !== 'silence')
        next(Object.assign(new Error(greeting), { data: problemOf(greeting, 'as the test wishes', 'test') }));
    });
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
    screen = new SteadfastScreen(
      `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      'a token',
      'an order',
    );
  });
  afterEach(async () => {
    screen.close();
    await io.close();
  });

  const isBack = (connections: number): Promise<unknown> =>
    eventually(
      () => screen.isConnected && screen.connections === connections,
      `connection number ${connections}`,
      20_000,
    );

  it.each<{ readonly happens: string; readonly make: () => void }>([
    { happens: 'the server says good-bye', make: () => tracking.disconnectSockets() },
    { happens: 'the server ends the connection', make: () => tracking.disconnectSockets(true) },
    {
      happens: 'the transport breaks',
      make: () => {
        for (const { conn } of tracking.sockets.values()) conn.close();
      },
    },
  ])('comes back when $happens', async ({ make }) => {
    await isBack(1);
    make();
    await isBack(2);
    expect(screen.refusals).toEqual([]);
  });

  it.each<Greeting>(['unavailable', 'internal_error', 'too_many_requests', 'silence'])(
    'comes back when it was greeted with %s',
    async (greeting) => {
      await isBack(1);
      greetings = [greeting, greeting];
      tracking.disconnectSockets(true);
      await isBack(2);
      expect([greetings, screen.refusals]).toEqual([[], []]);
    },
  );

  it('stays away once it was refused for good, and says why', async () => {
    await isBack(1);
    greetings = ['unauthenticated'];
    tracking.disconnectSockets(true);
    await eventually(() => screen.refusals.length > 0, 'the refusal');
    expect([screen.refusals, screen.isConnected]).toEqual([
      ['the connection is refused: unauthenticated'],
      false,
    ]);
  });
});
