import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { type Namespace, Server } from 'socket.io';
import {
  type Follow,
  type FollowAnswer,
  type Problem,
  type ProblemCode,
  problemOf,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import type { KitchenOrder } from './kitchen.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const pages: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/t': 't.html',
  '/t/': 't.html',
  '/board': 'board.html',
  '/table': 'table.html',
  '/orders': 'orders.html',
};
/** As strict as the real server's: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const ordersPath = '/api/v1/online/orders/';

const problem = (code: ProblemCode, detail: string, facts: object = {}): Problem =>
  problemOf(code, detail, 'test', facts);

/**
 * The public contract over real HTTP and real sockets, for the pages alone: its orders live in memory and
 * move when a test says so.
 */
export class RestaurantServer {
  readonly orders = new Map<string, KitchenOrder>();
  readonly follows: Follow[] = [];
  readonly requests: { readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
  /** What was said of orders, by their ids, the latest last. */
  readonly feedback = new Map<string, readonly object[]>();
  /** Whether it is too late to say anything of an order. */
  isFeedbackClosed = false;
  /** Whether sockets are let in. */
  socketsUp = true;
  /** Whether the API answers. */
  apiUp = true;
  private readonly http: HttpServer;
  private readonly io: Server;
  private readonly tracking: Namespace;

  /** @param folder what it serves */
  constructor(public folder: string) {
    this.http = createServer((request, response) => void this.answer(request, response));
    this.io = new Server(this.http, { allowRequest: (_request, allow) => allow(null, this.socketsUp) });
    this.tracking = this.io.of(SocketNamespace.Tracking);
    this.tracking.on('connection', (socket) =>
      socket.on(SocketEvent.Follow, (request: Follow, answer: (answer: FollowAnswer) => void) => {
        this.follows.push(request);
        answer(this.follow(request, String(socket.handshake.auth['token'])));
      }),
    );
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
    return order;
  }

  /** Sends an order's latest change to the screens. */
  tell(order: KitchenOrder): void {
    this.tracking.emit(SocketEvent.OrderChanged, order.frame());
  }

  cutSockets(): void {
    this.socketsUp = false;
    this.tracking.disconnectSockets(true);
  }

  private follow({ order_id, since }: Follow, token: string): FollowAnswer {
    const order = [...this.orders.values()].find((each) => each.id === order_id && each.token === token);
    return order
      ? { ok: true, snapshot: order.snapshot(since), now: new Date().toISOString() }
      : { ok: false, problem: problem('order_not_found', 'There is no such order.') };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    this.requests.push({ url: request.url ?? '', headers: request.headers });
    if (pathname.startsWith('/api/') && !this.apiUp)
      this.send(response, 503, problem('unavailable', 'The database cannot be reached.'));
    else if (pathname.startsWith(ordersPath))
      this.answerOrder(pathname.slice(ordersPath.length), request, response);
    else await this.sendFile(pathname, response);
  }

  private answerOrder(path: string, request: IncomingMessage, response: ServerResponse): void {
    const [id = '', call = ''] = path.split('/');
    const order = this.orders.get(id);
    if (!order || request.headers.authorization !== `Bearer ${order.token}`)
      this.send(response, 404, problem('order_not_found', 'There is no such order.'));
    else if (call === 'status') this.sendStatus(order, request, response);
    else if (call === 'feedback') void this.takeFeedback(order, request, response);
    else this.send(response, 200, order.order());
  }

  private async takeFeedback(
    { id }: KitchenOrder,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const before = this.feedback.get(id) ?? [];
    const said = (await json(request)) as object;
    if (this.isFeedbackClosed)
      this.send(response, 409, problem('transition_not_allowed', 'It is too late for feedback.'));
    else {
      this.feedback.set(id, [...before, said]);
      this.send(response, before.length === 0 ? 201 : 200, said);
    }
  }

  private sendStatus(order: KitchenOrder, request: IncomingMessage, response: ServerResponse): void {
    const etag = `"${order.version}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else this.send(response, 200, order.snapshot(), { etag });
  }

  private send(
    response: ServerResponse,
    status: number,
    body: object,
    headers: Record<string, string> = {},
  ): void {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  }

  private async sendFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = pages[pathname] ?? pathname.slice(1);
    const content = await readFile(join(this.folder, file)).catch(() => null);
    if (content === null) response.writeHead(404).end();
    else
      response
        .writeHead(200, {
          'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy,
        })
        .end(content);
  }
}
