import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { v5 as nameBasedId } from 'uuid';
import * as z from 'zod';
import {
  type BoardNotice,
  boardNoticesQuerySchema,
  boardNoticesSchema,
  boardOrderSchema,
  endedSessionsQuerySchema,
  endedSessionsSchema,
  eventTypeOfChange,
  type GuestFacts,
  guestsRequestSchema,
  guestsResponseSchema,
  type HistoryRecord,
  internalPaths,
  type OrderEvent,
  orderEventSchema,
  orderEventsSource,
  type OwnedSnapshot,
  problemOf,
  type Snapshot,
  snapshotsRequestSchema,
  snapshotsResponseSchema,
  type Viewer,
} from '#libs/contracts';
import { accessTokenLife, keySetPath } from '#libs/access-tokens';
import { linesOf, snapshotFrom } from '#libs/order-model';
import { OwnUrl, readBasic, sameSecret } from '#libs/service-kit';
import { allowedStatuses, type Fulfilment, type Role, type Status } from '#libs/status-machine';

/** By which the gateway under test knows `orders`. */
export const serviceClient = { id: 'passline', secret: 'known-to-the-three-services' };

interface StoredOrder {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly customer_id: string | null;
  readonly fulfilment: Fulfilment;
  readonly history: readonly HistoryRecord[];
  readonly ready_from: number;
}

/** What happens next to an order. */
export interface Change {
  readonly type?: HistoryRecord['type'];
  readonly status: Status;
  readonly role?: Role;
  readonly notes?: string;
  readonly corrects?: number;
}

export type Claims = Readonly<Record<string, unknown>>;

const start = Date.parse('2026-03-01T12:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const token22 = (orderId: string): string =>
  Buffer.from(orderId.replaceAll('-', ''), 'hex').toString('base64url');

/**
 * `orders` as the gateway knows it, at its process boundary: the internal HTTP API over orders kept in
 * memory.
 */
export class OrdersStandIn {
  readonly url = new OwnUrl();
  /** Orders asked for, one list per call of the snapshots' path. */
  readonly snapshotCalls: string[][] = [];
  readonly withdrawnLinks = new Set<string>();
  /** How often the public keys were asked for. */
  keysRead = 0;
  /** Awaited after an answer is made and before it is sent. */
  hold: (path: string) => Promise<void> = () => Promise.resolve();
  /** While true, every call is answered 503. */
  away = false;
  readonly #orders = new Map<string, StoredOrder>();
  readonly #server: Server = createServer((request, response) => void this.#serve(request, response));
  readonly #expiries = new Map<string, string>();
  /** What boards are to be told; the cursor is how much of it was told. */
  readonly notices: BoardNotice[] = [];
  /** The cursors with which it was asked for notices. */
  readonly noticeCursors: (string | undefined)[] = [];
  /** How often it was asked whose links they are. */
  guestCalls = 0;
  /** When each ended session did, in ms since the epoch. */
  readonly #endedSessions = new Map<string, number>();
  #keys: { readonly privateKey: CryptoKey; readonly jwk: JWK } | undefined;

  async open(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.#keys = {
      privateKey,
      jwk: { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' },
    };
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url.listening(`http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  place({
    fulfilment = 'delivery',
    restaurant_id,
    customer_id = null,
  }: {
    fulfilment?: Fulfilment;
    restaurant_id: string;
    customer_id?: string | null;
  }): OrderEvent {
    const order_id = crypto.randomUUID();
    this.#orders.set(order_id, {
      order_id,
      restaurant_id,
      customer_id,
      fulfilment,
      history: [],
      ready_from: start + 3_600_000,
    });
    return this.change(order_id, { type: 'placed', status: 'pending', role: 'customer' });
  }

  /**
   * Writes the change down, as a commit would, and gives back its event; publishing it is the test's
   * business.
   */
  change(
    orderId: string,
    { type = 'status_changed', status, role = 'kitchen', notes = '', corrects }: Change,
  ): OrderEvent {
    const order = this.#stored(orderId);
    const version = order.history.length + 1;
    const reason = type === 'recalled' ? ('mistake' as const) : null;
    const entry = {
      version,
      type,
      status,
      timestamp: iso(start + version * 1_000),
      recorded_at: new Date().toISOString(),
      updated_by: 'Ana',
      role,
      notes,
      reason,
      ...(corrects !== undefined && { corrects }),
    };
    const from = order.history.at(-1)?.status ?? null;
    const recorded = { ...order, history: [...order.history, entry] };
    this.#orders.set(orderId, recorded);
    return eventOf(recorded, entry, from);
  }

  snapshot(orderId: string, viewer: Viewer = { kind: 'customer' }): Snapshot {
    return snapshotOf(this.#stored(orderId), viewer);
  }

  trackingToken(orderId: string, expiresAt?: string): string {
    return this.#link(orderId, orderId.slice(0, 24), expiresAt);
  }

  /** A second link to the same order. */
  anotherTrackingToken(orderId: string, expiresAt?: string): string {
    return this.#link(orderId, orderId.slice(-24), expiresAt);
  }

  /** The session of all who hold this link. */
  linkSession(token: string): string {
    return nameBasedId(token, nameBasedId.URL);
  }

  /** Ends a session, as a committed transaction would. @param secondsAgo when it did */
  endSession(sessionId: string, secondsAgo = 0): void {
    this.#endedSessions.set(sessionId, Date.now() - secondsAgo * 1_000);
  }

  /**
   * A token as `orders` signs it, unless the claims say otherwise.
   * @param expiresInS for how long it is good at least; a token ends at a whole second
   */
  async accessToken(
    claims: Claims,
    {
      expiresInS = accessTokenLife,
      key = this.#keys?.privateKey,
    }: { expiresInS?: number; key?: CryptoKey | undefined } = {},
  ): Promise<string> {
    if (!key) throw new Error('open the stand-in first');
    const now = Date.now() / 1_000;
    const all = {
      iss: 'passline',
      aud: 'passline',
      use: 'access',
      name: 'Ana',
      iat: Math.floor(now),
      exp: Math.ceil(now) + expiresInS,
      ...claims,
    };
    return new SignJWT(all).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key);
  }

  #link(orderId: string, secret: string, expiresAt: string | undefined): string {
    const token = `${token22(orderId)}.${Buffer.from(secret).toString('base64url')}`;
    if (expiresAt !== undefined) this.#expiries.set(token, expiresAt);
    return token;
  }

  #stored(orderId: string): StoredOrder {
    const order = this.#orders.get(orderId);
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url.value);
    const path = url.pathname;
    const body = await bodyOf(request);
    const { status, answer } = this.#answer(url, request, body);
    await this.hold(path);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(
    { pathname: path, searchParams }: URL,
    request: IncomingMessage,
    body: unknown,
  ): { status: number; answer: unknown } {
    if (this.away) return refused(503, 'unavailable');
    if (path === keySetPath) return this.#publicKeys();
    const credentials = readBasic(request.headers.authorization);
    if (credentials?.id !== serviceClient.id || !sameSecret(credentials.secret, serviceClient.secret))
      return refused(401, 'unauthenticated');
    if (path === internalPaths.guests) return this.#guests(guestsRequestSchema.parse(body).tokens);
    if (path === internalPaths.snapshots) return this.#snapshots(body);
    if (path.startsWith(internalPaths.boardOrders))
      return this.#boardOrder(
        path.slice(internalPaths.boardOrders.length + 1),
        searchParams.get('restaurant_id'),
      );
    if (path === internalPaths.endedSessions) return this.#ended(searchParams);
    if (path === internalPaths.boardNotices) return this.#boardNotices(searchParams);
    return refused(404, 'not_found');
  }

  #publicKeys(): { status: number; answer: unknown } {
    this.keysRead += 1;
    return { status: 200, answer: { keys: [this.#keys?.jwk] } };
  }

  #ended(query: URLSearchParams): { status: number; answer: unknown } {
    const { seconds } = endedSessionsQuerySchema.parse(Object.fromEntries(query));
    const sessions = [...this.#endedSessions]
      .filter(([, at]) => at > Date.now() - seconds * 1_000)
      .map(([id]) => id);
    return { status: 200, answer: endedSessionsSchema.parse({ sessions }) };
  }

  /** The last one that was told comes again with each answer, as some may. */
  #boardNotices(query: URLSearchParams): { status: number; answer: unknown } {
    const { cursor } = boardNoticesQuerySchema.parse(Object.fromEntries(query));
    this.noticeCursors.push(cursor);
    const told = cursor === undefined ? this.notices.length : Number(cursor);
    const known = { notices: this.notices.slice(Math.max(0, told - 1)), cursor: String(this.notices.length) };
    return { status: 200, answer: boardNoticesSchema.parse(known) };
  }

  #guests(tokens: readonly string[]): { status: number; answer: unknown } {
    this.guestCalls += 1;
    return {
      status: 200,
      answer: guestsResponseSchema.parse({ guests: tokens.map((token) => this.#guest(token)) }),
    };
  }

  #guest(token: string): GuestFacts | null {
    const order = [...this.#orders.values()].find(({ order_id }) =>
      [this.trackingToken(order_id), this.anotherTrackingToken(order_id)].includes(token),
    );
    const expires_at = this.#expiries.get(token) ?? null;
    const isOver = expires_at !== null && Date.parse(expires_at) <= Date.now();
    if (!order || isOver || this.withdrawnLinks.has(token)) return null;
    const { order_id, restaurant_id } = order;
    return {
      order_id,
      restaurant_id,
      session_id: this.linkSession(token),
      expires_at,
    };
  }

  #snapshots(body: unknown): { status: number; answer: unknown } {
    const { orders } = snapshotsRequestSchema.parse(body);
    this.snapshotCalls.push(orders.map(({ order_id }) => order_id));
    const found = orders.map(({ order_id, viewer, restaurant_id }): OwnedSnapshot | null => {
      const order = this.#orders.get(order_id);
      return order && (restaurant_id === null || restaurant_id === order.restaurant_id)
        ? {
            order_id,
            restaurant_id: order.restaurant_id,
            customer_id: order.customer_id,
            snapshot: snapshotOf(order, viewer),
          }
        : null;
    });
    return { status: 200, answer: snapshotsResponseSchema.parse({ orders: found }) };
  }

  #boardOrder(orderId: string, restaurantId: string | null): { status: number; answer: unknown } {
    const order = this.#orders.get(orderId);
    if (order?.restaurant_id !== restaurantId) return refused(404, 'order_not_found');
    const { order_number, fulfilment, status, version, updated_at, status_info } = snapshotOf(order, {
      kind: 'customer',
    });
    const items = linesOf([{ name: 'Adobo', quantity: 1, unit_price: 45_000 }]);
    const restaurant = {
      restaurant_id: order.restaurant_id,
      restaurant: { name: "Lola's", phone: null, address: null },
    };
    const rest = {
      items,
      adjustments: [],
      payment: { status: 'unpaid' },
      notes: null,
      total: { amount: 45_000, currency: 'PHP' },
      placed_at: iso(start + 1_000),
      tracking_url: 'http://127.0.0.1/t#x',
      table: null,
    };
    const answer = {
      order_id: orderId,
      order_number,
      display_number: '1',
      ...restaurant,
      fulfilment,
      status,
      order_status: status,
      version,
      updated_at,
      status_info,
      ...rest,
    };
    return { status: 200, answer: boardOrderSchema.parse(answer) };
  }
}

function eventOf(order: StoredOrder, entry: HistoryRecord, from: Status | null): OrderEvent {
  const { order_id, restaurant_id, fulfilment } = order;
  const { version, status, role, notes, reason, corrects = null, timestamp } = entry;
  const data = {
    order_id,
    restaurant_id,
    order_number: 'ONLINE-000001',
    fulfilment,
    version,
    from,
    status,
    at: timestamp,
    role,
    notes,
    reason,
    corrects,
    estimate: estimateOf(order, status),
    minutes: 15,
  };
  const event = {
    id: crypto.randomUUID(),
    type: eventTypeOfChange[entry.type],
    source: orderEventsSource,
    subject: order_id,
    time: entry.recorded_at,
    data,
  };
  return orderEventSchema.parse(event);
}

const cooking: readonly Status[] = ['pending', 'confirmed', 'preparing', 'cooking'];
const estimateOf = ({ ready_from }: StoredOrder, status: Status) =>
  cooking.includes(status) ? { ready_from: iso(ready_from), ready_to: iso(ready_from + 600_000) } : null;

function snapshotOf(order: StoredOrder, viewer: Viewer): Snapshot {
  const { order_id, fulfilment, history } = order;
  const status = history.at(-1)?.status ?? 'pending';
  const recorded = {
    order_id,
    order_number: 'ONLINE-000001',
    display_number: '1',
    restaurant_name: "Lola's",
    fulfilment,
    estimate: estimateOf(order, status),
    status_history: history.map((entry) =>
      viewer.kind === 'staff'
        ? { ...entry, internal_notes: 'nut allergy' }
        : { ...entry, updated_by: entry.role },
    ),
    payment: { status: 'unpaid' as const },
    items_done: 0,
    items_total: 1,
  };
  const snapshot = snapshotFrom(recorded, viewer.kind);
  if (viewer.kind === 'customer') return snapshot;
  return { ...snapshot, allowed: [...allowedStatuses({ fulfilment, status, role: viewer.role })] };
}

const refused = (status: number, code: Parameters<typeof problemOf>[0]) => ({
  status,
  answer: problemOf(code, 'No.', '0'.repeat(32)),
});

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks = await request.toArray();
  const text = Buffer.concat(z.array(z.instanceof(Buffer)).parse(chunks)).toString();
  return text === '' ? undefined : JSON.parse(text);
}
