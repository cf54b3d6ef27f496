import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Namespace, Server } from 'socket.io';
import type { Follow, OrderChanged, Problem, Snapshot } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { OrderConnection } from './order-connection.ts';

const orderId = '0190a000-0000-7000-8000-000000000001';
const otherId = '0190a000-0000-7000-8000-000000000002';
const at = '2026-01-05T18:00:00.000Z';
const info = { status: 'cooking', label: 'Cooking', description: '', icon: '', color: 'amber', progress: 60 } as const;

const frame = (version: number, order_id = orderId): OrderChanged => ({
  order_id, version, type: 'delayed', status: 'cooking', order_status: 'cooking', status_info: info, at, role: 'kitchen', estimate: null,
});
const entry = (version: number): Snapshot['status_history'][number] => ({
  version, type: version === 1 ? 'placed' : 'delayed', status: 'cooking', timestamp: at, updated_by: 'kitchen', role: 'kitchen', notes: '', reason: null,
});
const problem = (status: number, code: Problem['code']): Problem => ({ type: '', title: '', status, detail: '', code, trace_id: '' });

/** The contract's server side: one version per order, `follow` with `since`, and the status over HTTP with an ETag. */
class TrackingServer {
  readonly follows: Follow[] = [];
  readonly polls: (string | undefined)[] = [];
  readonly versions = new Map([[orderId, 1], [otherId, 1]]);
  handshake: Problem | null = null;
  http!: HttpServer;
  io!: Server;
  tracking!: Namespace;
  port = 0;

  async start(): Promise<void> {
    this.http = createServer((request, response) => this.answer(request, response));
    this.io = new Server(this.http, { connectTimeout: 1_000 });
    this.tracking = this.io.of('/tracking');
    this.tracking.use((_socket, next) => next(this.handshake ? Object.assign(new Error('refused'), { data: this.handshake }) : undefined));
    this.tracking.on('connection', (socket) => socket.on('follow', (request: Follow, answer: (answer: unknown) => void) => {
      this.follows.push(request);
      answer(this.follow(request));
    }));
    await new Promise<void>((listening) => this.http.listen(this.port, '127.0.0.1', listening));
    this.port = (this.http.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return this.io.close();
  }

  snapshot(id: string, since = 0): Snapshot {
    const version = this.versions.get(id) ?? 0;
    const status_history = Array.from({ length: version }, (_, index) => entry(index + 1)).filter((each) => each.version > since);
    return {
      order_id: id, order_number: 'ONLINE-000042', restaurant_name: 'Mabuhay Kitchen', fulfilment: 'pickup', status: 'cooking', order_status: 'cooking',
      version, updated_at: at, status_info: info, steps: [], estimate: null, status_history,
    };
  }

  private follow({ order_id = orderId, since }: Follow): unknown {
    if (!this.versions.has(order_id)) return { ok: false, problem: problem(404, 'order_not_found') };
    return { ok: true, snapshot: this.snapshot(order_id, since) };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const id = /orders\/([^/]+)\/status\/$/.exec(request.url ?? '')?.[1];
    if (id === undefined) return void response.writeHead(503).end();
    const etag = `"${this.versions.get(id)}"`;
    this.polls.push(request.headers['if-none-match']);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag, 'content-type': 'application/json' }).end(JSON.stringify(this.snapshot(id)));
  }
}

async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 8_000; Date.now() < deadline; ) {
    if (holds()) return;
    await new Promise((soon) => setTimeout(soon, 10));
  }
  throw new Error(`still waiting for: ${what}`);
}

describe('following an order', () => {
  let server: TrackingServer;
  let connection: OrderConnection;
  let shown: Snapshot[];
  let problems: Problem[];
  let states: ConnectionStatus[];

  const open = (options: Partial<ConstructorParameters<typeof OrderConnection>[0]> = {}): void => {
    const onStatus = (status: ConnectionStatus) => states.push(status);
    connection = new OrderConnection({ origin: `http://127.0.0.1:${server.port}`, token: 'token', pollEveryMs: 50, onStatus, ...options });
  };
  const follow = (id = orderId) =>
    connection.follow(id, { onSnapshot: (snapshot) => shown.push(snapshot), onProblem: (refused) => problems.push(refused) });
  const versions = (id = orderId): number[] => [...new Set(shown.filter(({ order_id }) => order_id === id).map(({ version }) => version))];
  const emit = (...frames: readonly OrderChanged[]) => frames.forEach((each) => server.tracking.emit('order.changed', each));
  const shows = (version: number, id = orderId) => eventually(() => versions(id).at(-1) === version, `version ${version} on the screen`);

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
    open({ pollEveryMs: 60_000 });
    follow();
    await shows(1);
    await server.stop();
    server.versions.set(orderId, 5);
    await server.start();
    await shows(5);
    expect(server.follows.at(-1)).toEqual({ order_id: orderId, since: 1 });
    expect(shown.at(-1)?.status_history).toHaveLength(5);
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
    await eventually(() => states.at(-1) === 'polling' && server.polls.includes('"1"'), 'a poll that names what is known');
    server.versions.set(orderId, 2);
    await shows(2);
    server.handshake = null;
    await eventually(() => states.at(-1) === 'connected', 'a connection');
    const polls = server.polls.length;
    emit(frame(3));
    await shows(3);
    expect(server.polls).toHaveLength(polls);
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
    await eventually(() => server.tracking.sockets.size === 1 && !server.tracking.sockets.has(first[0] ?? ''), 'another connection');
  });
});
