import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Namespace, Server } from 'socket.io';
import { type Follow, type FollowAnswer, type Problem, type ProblemCode, problemOf, type Session } from '#libs/contracts';
import { allowedStatuses, isFinal, type Status } from '#libs/status-machine';
import type { KitchenOrder } from './kitchen.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
};
const pages: Readonly<Record<string, string>> = { '/': 'index.html', '/t': 't.html', '/board': 'board.html' };
/** As strict as the real server's: nothing inline, nothing from elsewhere. */
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const ordersPath = '/api/v1/online/orders/';

const problem = (code: ProblemCode, detail: string, facts: object = {}): Problem => problemOf(code, detail, 'test', facts);

const session: Session = {
  access_token: 'access', token_type: 'Bearer', expires_in: 900, refresh_token: 'refresh',
  user: { user_id: '0190a000-0000-7000-8000-0000000000aa', role: 'manager', restaurant_id: '0190a000-0000-7000-8000-00000000000f', name: 'Mara Santos' },
};

/** The public contract over real HTTP and real sockets, for the pages alone: its orders live in memory and move when a test says so. */
export class RestaurantServer {
  readonly orders = new Map<string, KitchenOrder>();
  readonly follows: Follow[] = [];
  readonly requests: { readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
  /** Whether sockets are let in. */
  socketsUp = true;
  /** Whether the API answers. */
  apiUp = true;
  private readonly http: HttpServer;
  private readonly io: Server;
  private readonly tracking: Namespace;
  private readonly board: Namespace;

  constructor(private readonly folder: string) {
    this.http = createServer((request, response) => void this.answer(request, response));
    this.io = new Server(this.http, { allowRequest: (_request, allow) => allow(null, this.socketsUp) });
    this.tracking = this.io.of('/tracking');
    this.tracking.on('connection', (socket) => socket.on('follow', (request: Follow, answer: (answer: FollowAnswer) => void) => {
      this.follows.push(request);
      answer(this.follow(request, String(socket.handshake.auth['token'])));
    }));
    this.board = this.io.of('/board');
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.http.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return this.io.close();
  }

  add(order: KitchenOrder): KitchenOrder {
    this.orders.set(order.id, order);
    this.board.emit('order.placed', order.order());
    return order;
  }

  /** Sends an order's latest change to the screens. */
  tell(order: KitchenOrder): void {
    this.tracking.emit('order.changed', order.frame());
    this.board.emit('order.changed', order.frame());
  }

  cutSockets(): void {
    this.socketsUp = false;
    for (const namespace of [this.tracking, this.board]) namespace.disconnectSockets(true);
  }

  private follow({ order_id, since }: Follow, token: string): FollowAnswer {
    const order = [...this.orders.values()].find((each) => each.id === order_id && each.token === token);
    return order ? { ok: true, snapshot: order.snapshot(since) } : { ok: false, problem: problem('order_not_found', 'There is no such order.') };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    this.requests.push({ url: request.url ?? '', headers: request.headers });
    if (pathname.startsWith('/api/') && !this.apiUp) this.send(response, 503, problem('unavailable', 'The database cannot be reached.'));
    else if (pathname.startsWith('/api/v1/auth/')) this.send(response, 200, session);
    else if (pathname === '/api/v1/online/orders') this.list(response);
    else if (pathname.startsWith(ordersPath)) await this.answerOrder(pathname.slice(ordersPath.length), request, response);
    else await this.sendFile(pathname, response);
  }

  private list(response: ServerResponse): void {
    const open = [...this.orders.values()].filter(({ status }) => !isFinal(status));
    this.send(response, 200, { orders: open.map((order) => ({ ...order.order(), ...order.place })), next_cursor: null });
  }

  private async answerOrder(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [id = '', call = ''] = path.split('/');
    const order = this.orders.get(id);
    const isTheirs = [`Bearer ${order?.token}`, `Bearer ${session.access_token}`].includes(request.headers.authorization ?? '');
    if (!order || !isTheirs) this.send(response, 404, problem('order_not_found', 'There is no such order.'));
    else if (call === '') this.send(response, 200, { ...order.order(), ...order.place });
    else if (call === 'status') this.sendStatus(order, request, response);
    else await this.change(order, call, request, response);
  }

  private sendStatus(order: KitchenOrder, request: IncomingMessage, response: ServerResponse): void {
    const etag = `"${order.version}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else this.send(response, 200, order.snapshot(), { etag });
  }

  private async change(order: KitchenOrder, call: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status } = (await bodyOf(request)) as { status: Status };
    const refusal = refusalOf(order, call, status, request.headers['if-match']);
    if (refusal) {
      this.send(response, refusal.status, refusal);
      return;
    }
    if (call === 'recall') order.recall();
    else order.move(status);
    this.send(response, 200, order.snapshot());
    this.tell(order);
  }

  private send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  }

  private async sendFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = pages[pathname] ?? pathname.slice(1);
    const content = await readFile(join(this.folder, file)).catch(() => null);
    if (content === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(content);
  }
}

function refusalOf(order: KitchenOrder, call: string, to: Status, expected: string | undefined): Problem | null {
  if (expected !== `"${order.version}"`) {
    return problem('version_mismatch', 'Someone else has moved this order. Look at it, and tap again.', { snapshot: order.snapshot() });
  }
  const allowed = allowedStatuses({ fulfilment: order.fulfilment, status: order.status, role: 'manager' });
  const isFine = call === 'recall' || allowed.includes(to);
  return isFine ? null : problem('transition_not_allowed', `It cannot go from ${order.status} to ${to}.`);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
