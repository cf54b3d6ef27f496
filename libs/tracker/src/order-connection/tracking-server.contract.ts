import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type Namespace, Server } from 'socket.io';
import type { Follow, OrderChanged, Problem, Snapshot } from '#libs/contracts';

export const orderId = '0190a000-0000-7000-8000-000000000001';
export const otherId = '0190a000-0000-7000-8000-000000000002';
const at = '2026-01-05T18:00:00.000Z';
const info = {
  status: 'cooking',
  label: 'Cooking',
  description: '',
  icon: '',
  color: 'amber',
  progress: 60,
} as const;

export const frame = (version: number, order_id = orderId): OrderChanged => ({
  order_id,
  order_number: 'ONLINE-000042',
  display_number: '42',
  version,
  type: 'delayed',
  status: 'cooking',
  order_status: 'cooking',
  status_info: info,
  at,
  recorded_at: at,
  role: 'kitchen',
  estimate: null,
  ended: false,
});
const changeRecord = (version: number): Snapshot['status_history'][number] => ({
  version,
  type: version === 1 ? 'placed' : 'delayed',
  status: 'cooking',
  timestamp: at,
  recorded_at: at,
  updated_by: 'kitchen',
  role: 'kitchen',
  notes: '',
  reason: null,
});
export const problem = (status: number, code: Problem['code']): Problem => ({
  type: '',
  title: '',
  status,
  detail: '',
  code,
  trace_id: '',
});

/**
 * The contract's server side: one version per order, `follow` with `since`, and the status over HTTP with an
 * ETag. It counts what it is asked, and holds its answers back where a test says so.
 */
export class TrackingServer {
  readonly follows: Follow[] = [];
  readonly unfollows: Follow[] = [];
  readonly renewals: string[] = [];
  /** What its clock shows, RFC 3339. */
  now = (): string => new Date().toISOString();
  /** How often someone has knocked, let in or not. */
  handshakes = 0;
  readonly polls: (string | undefined)[] = [];
  readonly versions = new Map([
    [orderId, 1],
    [otherId, 1],
  ]);
  handshake: Problem | null = null;
  /** Whether answers to `follow` are held back, each as it is when it is asked for, until `release`. */
  isHolding = false;
  http!: HttpServer;
  io!: Server;
  tracking!: Namespace;
  port = 0;
  private held: (() => void)[] = [];

  async start(): Promise<void> {
    this.http = createServer((request, response) => this.answer(request, response));
    this.io = new Server(this.http, { connectTimeout: 1_000 });
    this.tracking = this.io.of('/tracking');
    this.tracking.use((_socket, next) => {
      this.handshakes += 1;
      next(this.handshake ? Object.assign(new Error('refused'), { data: this.handshake }) : undefined);
    });
    this.tracking.on('connection', (socket) =>
      socket
        .on('follow', (request: Follow, answer: (answer: unknown) => void) => {
          this.follows.push(request);
          this.give(this.follow(request), answer);
        })
        .on('unfollow', (request: Follow) => this.unfollows.push(request))
        .on('renew', ({ token }: { token: string }) => this.renewals.push(token)),
    );
    await new Promise<void>((listening) => this.http.listen(this.port, '127.0.0.1', listening));
    this.port = (this.http.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return this.io.close();
  }

  snapshot(id: string, since = 0): Snapshot {
    const version = this.versions.get(id) ?? 0;
    const status_history = Array.from({ length: version }, (_, index) => changeRecord(index + 1)).filter(
      (each) => each.version > since,
    );
    return {
      order_id: id,
      order_number: 'ONLINE-000042',
      display_number: '42',
      restaurant_name: 'Mabuhay Kitchen',
      fulfilment: 'pickup',
      status: 'cooking',
      order_status: 'cooking',
      version,
      updated_at: at,
      status_info: info,
      steps: [],
      estimate: null,
      status_history,
      payment: { status: 'unpaid' },
      items_done: 0,
      items_total: 1,
      ended: false,
    };
  }

  /** Gives all answers that were held back, and holds back no more. */
  release(): void {
    this.isHolding = false;
    for (const give of this.held.splice(0)) give();
  }

  private give(what: unknown, answer: (answer: unknown) => void): void {
    if (this.isHolding) this.held.push(() => answer(what));
    else answer(what);
  }

  private follow({ order_id = orderId, since }: Follow): unknown {
    if (!this.versions.has(order_id)) return { ok: false, problem: problem(404, 'order_not_found') };
    return { ok: true, snapshot: this.snapshot(order_id, since), now: this.now() };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const id = /orders\/([^/]+)\/status\/$/.exec(request.url ?? '')?.[1];
    if (id === undefined) return void response.writeHead(503).end();
    const etag = `"${this.versions.get(id)}"`;
    this.polls.push(request.headers['if-none-match']);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response
      .writeHead(200, { etag, 'content-type': 'application/json' })
      .end(JSON.stringify(this.snapshot(id)));
  }
}

/** Polls until the condition holds. @throws Error naming what was waited for */
export async function eventually(holds: () => boolean, what: string, withinMs = 8_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await setTimeout(5);
  }
}
