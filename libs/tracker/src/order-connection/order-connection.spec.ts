import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';
import type { OrderChanged, Problem, Snapshot } from '#libs/contracts';
import { type ConnectionStatus, OPEN_TIMEOUT_MS } from '../connection/connection.machine.ts';
import { OrderConnection } from './order-connection.ts';
import { eventually, frame, orderId, otherId, problem, TrackingServer } from './tracking-server.contract.ts';

describe('following an order', () => {
  let server: TrackingServer;
  let connection: OrderConnection;
  let shown: Snapshot[];
  let problems: Problem[];
  let states: ConnectionStatus[];

  const open = (options: Partial<ConstructorParameters<typeof OrderConnection>[0]> = {}): void => {
    const onStatus = (status: ConnectionStatus) => states.push(status);
    connection = new OrderConnection({
      origin: `http://127.0.0.1:${server.port}`,
      token: 'token',
      onStatus,
      ...options,
    });
  };
  const follow = (id = orderId, pollEveryMs: number | null = 50) =>
    connection.follow(id, {
      onSnapshot: (snapshot) => shown.push(snapshot),
      onProblem: (refused) => problems.push(refused),
      pollEveryMs,
    });
  const versions = (id = orderId): number[] => [
    ...new Set(shown.filter(({ order_id }) => order_id === id).map(({ version }) => version)),
  ];
  const emit = (...frames: readonly OrderChanged[]) =>
    frames.forEach((each) => server.tracking.emit('order.changed', each));
  const shows = (version: number, id = orderId) =>
    eventually(() => versions(id).at(-1) === version, `version ${version} on the screen`);

  beforeEach(async () => {
    [shown, problems, states] = [[], [], []];
    server = new TrackingServer();
    await server.start();
  });
  afterEach(async () => {
    connection.stop();
    await server.stop();
  });

  it('shows each version in turn, and none twice', async () => {
    open();
    follow();
    await shows(1);
    emit(frame(2), frame(1), frame(2), frame(3));
    await shows(3);
    expect(shown.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(states).toEqual(['disconnected', 'connected']);
  });

  it('asks for what is missing after a gap, and shows what arrived ahead after it', async () => {
    open();
    follow();
    await shows(1);
    server.versions.set(orderId, 3);
    emit(frame(4));
    await shows(4);
    expect(server.follows.at(-1)).toEqual({ order_id: orderId, since: 1 });
    expect(shown.at(-1)?.status_history.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  it('follows several orders over one connection', async () => {
    open();
    follow();
    follow(otherId);
    await eventually(() => shown.length === 2, 'both orders');
    emit(frame(2, otherId));
    await shows(2, otherId);
    expect([versions(), server.io.engine.clientsCount]).toEqual([[1], 1]);
  });

  it('follows again from the known version after the server was away', async () => {
    open();
    follow(orderId, 60_000);
    await shows(1);
    await server.stop();
    server.versions.set(orderId, 5);
    await server.start();
    await shows(5);
    expect(server.follows.at(-1)).toEqual({ order_id: orderId, since: 1 });
    expect(shown.at(-1)?.status_history).toHaveLength(5);
  });

  it('begins again where a connection ends before the server has said a word, and does not wait for one', async () => {
    await server.stop();
    const mute = new WebSocketServer({ host: '127.0.0.1', port: server.port });
    let begun = 0;
    mute.on('connection', (socket) => {
      begun += 1;
      socket.terminate();
    });
    open();
    follow(orderId, null);
    await eventually(() => begun === 2, 'the second attempt', OPEN_TIMEOUT_MS - 1_000);
    mute.close();
    await server.start();
    await shows(1);
  });

  it('comes back by itself after the server has cut it off', async () => {
    open();
    follow();
    await shows(1);
    server.tracking.disconnectSockets(true);
    server.versions.set(orderId, 2);
    await shows(2);
    await eventually(() => states.at(-1) === 'connected', 'being connected again');
  });

  it('asks over HTTP while the socket is refused, by ETag, and stops when it is back', async () => {
    server.handshake = problem(503, 'unavailable');
    open();
    follow();
    await eventually(
      () => states.at(-1) === 'polling' && server.polls.includes('"1"'),
      'a poll that names what is known',
    );
    server.versions.set(orderId, 2);
    await shows(2);
    server.handshake = null;
    await eventually(() => states.at(-1) === 'connected', 'a connection');
    const polls = server.polls.length;
    emit(frame(3));
    await shows(3);
    expect(server.polls).toHaveLength(polls);
  });

  it('asks as often as the one who asks most wants, and never for an order that nobody wants asked', async () => {
    server.handshake = problem(503, 'unavailable');
    open();
    follow(orderId, null);
    await eventually(
      () => states.at(-1) === 'disconnected' && states.includes('polling'),
      'a connection that does not poll',
    );
    expect(server.polls).toEqual([]);
    follow(orderId, 50);
    await shows(1);
    server.versions.set(orderId, 2);
    await shows(2);
  });

  it('shows one order to two screens over one connection, the second at once', async () => {
    open();
    const leave = follow();
    await shows(1);
    const second: number[] = [];
    connection.follow(orderId, {
      onSnapshot: ({ version }) => second.push(version),
      onProblem: () => undefined,
    });
    expect(second).toEqual([1]);
    leave();
    emit(frame(2));
    await eventually(() => second.at(-1) === 2, 'the change on the screen that stayed');
    expect([shown.length, server.follows.length]).toEqual([1, 1]);
  });

  it('says that an order cannot be followed, and goes on with the others', async () => {
    open();
    follow('0190a000-0000-7000-8000-00000000dead');
    follow();
    await shows(1);
    expect(problems.map(({ code }) => code)).toEqual(['order_not_found']);
  });

  it('gives up when the token is refused', async () => {
    server.handshake = problem(401, 'unauthenticated');
    open();
    follow();
    await eventually(() => problems.length === 1, 'the refusal');
    expect(states.at(-1)).toBe('error');
  });

  it('tells at once whoever comes after the token was refused', async () => {
    server.handshake = problem(401, 'unauthenticated');
    open();
    await eventually(() => states.at(-1) === 'error', 'the refusal');
    follow();
    expect(problems.map(({ code }) => code)).toEqual(['unauthenticated']);
  });

  it('takes a fresh token to each new attempt', async () => {
    let issued = 0;
    open({ token: () => `token ${++issued}` });
    follow(orderId, null);
    await shows(1);
    server.tracking.disconnectSockets(true);
    server.versions.set(orderId, 2);
    await shows(2);
    expect(
      [...server.tracking.sockets.values()].map(({ handshake }) => String(handshake.auth['token'])),
    ).toEqual(['token 2']);
  });

  it('asks for another token once when one has expired', async () => {
    server.handshake = problem(401, 'unauthenticated');
    const token = (refused: boolean): string => {
      if (refused) server.handshake = null;
      return 'token';
    };
    open({ token });
    follow();
    await shows(1);
    expect(problems).toEqual([]);
  });

  it('leaves a draining server after the time that it was given', async () => {
    open();
    follow();
    await shows(1);
    const first = [...server.tracking.sockets.keys()];
    server.tracking.emit('draining', { reconnect_in_ms: 30 });
    await eventually(
      () => server.tracking.sockets.size === 1 && !server.tracking.sockets.has(first[0] ?? ''),
      'another connection',
    );
  });
});
