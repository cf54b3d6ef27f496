import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebSocketServer } from 'ws';
import type { OrderChanged, Problem, Snapshot } from '#libs/contracts';
import { backOff } from '../connection/back-off.ts';
import { type ConnectionStatus, OPEN_TIMEOUT_MS } from '../connection/connection.machine.ts';
import { MOST_KEPT } from './followed-order.ts';
import { ANSWER_TIMEOUT_MS, OrderConnection } from './order-connection.ts';
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
    jest.useRealTimers();
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

  it('shows a change that was made offline as updated when the server wrote it down', async () => {
    open();
    follow();
    await shows(1);
    emit({ ...frame(2), at: '2026-01-05T18:05:00.000Z', recorded_at: '2026-01-05T18:30:00.000Z' });
    await shows(2);
    expect(shown.at(-1)).toMatchObject({
      updated_at: '2026-01-05T18:30:00.000Z',
      status_history: [{}, { timestamp: '2026-01-05T18:05:00.000Z' }],
    });
  });

  it('shows the changes of a server of the release before, which does not say when it wrote them down', async () => {
    open();
    follow();
    await shows(1);
    const { recorded_at: _, order_number: __, ...old } = frame(2);
    server.tracking.emit('order.changed', old);
    await shows(2);
    expect(shown.at(-1)?.updated_at).toBe(old.at);
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

  it.each([MOST_KEPT, MOST_KEPT + 1, MOST_KEPT + 2])(
    'shows the newest version where %d changes arrive before the answer to what is missing',
    async (count) => {
      open();
      follow();
      await shows(1);
      server.isHolding = true;
      server.versions.set(orderId, 2);
      emit(...Array.from({ length: count }, (_, index) => frame(index + 3)));
      await eventually(() => server.follows.length === 2, 'the question for what is missing');
      server.release();
      server.versions.set(orderId, count + 2);
      await shows(count + 2);
      expect(shown.at(-1)?.status_history).toHaveLength(count + 2);
    },
  );

  it('asks no server without end that answers less than it has sent', async () => {
    open();
    follow();
    await shows(1);
    emit(frame(9));
    await eventually(() => server.follows.length === 2, 'the question for what is missing');
    follow(otherId);
    await shows(1, otherId);
    expect(server.follows.map(({ order_id }) => order_id)).toEqual([orderId, orderId, otherId]);
    server.versions.set(orderId, 9);
    emit(frame(2));
    await shows(9);
  });

  it('begins again where a question is never answered, and asks again', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    server.isHolding = true;
    open();
    follow(orderId, null);
    await eventually(() => server.follows.length === 1, 'the question');
    server.isHolding = false;
    jest.advanceTimersByTime(ANSWER_TIMEOUT_MS - 1);
    expect(states).toEqual(['disconnected', 'connected']);
    jest.advanceTimersByTime(1);
    await eventually(() => states.at(-1) === 'polling', 'the end of the connection');
    jest.advanceTimersByTime(backOff(0, 1));
    jest.useRealTimers();
    await shows(1);
    expect([server.handshakes, server.follows.length, states.at(-1)]).toEqual([2, 2, 'connected']);
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

  it('lets go of an order when the last who follows it leaves, and not before', async () => {
    open();
    const [leave, leaveLast] = [follow(), follow()];
    await shows(1);
    leave();
    leave();
    const leaveOther = follow(otherId);
    await shows(1, otherId);
    expect(server.unfollows).toEqual([]);
    leaveLast();
    leaveLast();
    leaveOther();
    await eventually(() => server.unfollows.length === 2, 'both orders to be let go');
    expect(server.unfollows).toEqual([{ order_id: orderId }, { order_id: otherId }]);
    follow();
    await eventually(() => server.follows.length === 3, 'the order to be followed again');
    expect(server.unfollows).toHaveLength(2);
  });

  it('follows no order again that was let go while the server was away', async () => {
    open();
    const leave = follow();
    follow(otherId);
    await eventually(() => shown.length === 2, 'both orders');
    await server.stop();
    leave();
    await server.start();
    await eventually(() => server.follows.length === 3, 'the other order to be followed again');
    expect([server.follows.at(-1)?.order_id, server.unfollows]).toEqual([otherId, []]);
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

  it('asks for another token once when one has expired, and again when that one has', async () => {
    const asked: boolean[] = [];
    server.handshake = problem(401, 'unauthenticated');
    const token = (refused: boolean): string => {
      asked.push(refused);
      if (refused) server.handshake = null;
      return 'token';
    };
    open({ token });
    follow(orderId, null);
    await shows(1);
    expect(asked).toEqual([false, true]);
    server.handshake = problem(401, 'unauthenticated');
    server.versions.set(orderId, 2);
    server.tracking.disconnectSockets(true);
    await shows(2);
    expect(asked).toEqual([false, true, false, true]);
    expect(problems).toEqual([]);
  });

  it('gives up when the other token is refused too, and asks for no third', async () => {
    const asked: boolean[] = [];
    server.handshake = problem(401, 'unauthenticated');
    open({ token: (refused) => `token ${asked.push(refused)}` });
    follow(orderId, null);
    await eventually(() => problems.length > 0, 'the refusal');
    expect([asked, problems.length, states.at(-1)]).toEqual([[false, true], 1, 'error']);
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
