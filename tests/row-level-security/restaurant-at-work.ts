import { io, type Socket } from 'socket.io-client';
import {
  type DeviceWithSecret,
  deviceWithSecretSchema,
  followAnswerSchema,
  type HiredStaff,
  hiredStaffSchema,
  type Order,
  orderSchema,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';
import { type Answer, newKey } from '../support/api.ts';
import { markOf, marksIn, type Restaurant } from './house-without-doors.ts';

const orders = '/api/v1/online/orders';
const steps = ['confirmed', 'cooking', 'ready', 'completed'] as const;

/** What of a restaurant others reach for. */
export interface Holdings {
  readonly orders: readonly Order[];
  readonly staff: HiredStaff;
  readonly device: DeviceWithSecret;
}

/** One restaurant: goes about its work, reaches for what is others', and keeps all that it is given. */
export class RestaurantAtWork {
  /** Things of other restaurants that came here, by the way on which they came. */
  readonly foreign: string[] = [];
  /** What was done with another's, against the policies. */
  readonly trespasses: string[] = [];
  answers = 0;
  frames = 0;
  readonly #sockets: Socket[] = [];

  constructor(
    readonly restaurant: Restaurant,
    readonly holdings: Holdings,
  ) {}

  /** With orders, someone and something of its own, all marked. */
  static async open(restaurant: Restaurant, count: number): Promise<RestaurantAtWork> {
    const { manager, number } = restaurant;
    const mark = markOf(number);
    const placed: Order[] = [];
    for (let index = 0; index < count; index += 1) {
      const customer = {
        name: `${mark} Guest`,
        email: `guest-${String(index)}@${mark}.test`.toLowerCase(),
        phone: phoneOf(number, index),
        locale: 'en',
      };
      const body = {
        fulfilment: 'pickup',
        items: [{ name: `${mark} Soup`, quantity: 1, unit_price: 100, notes: `${mark} no salt` }],
        address: `${mark} Lane`,
        external_id: `${mark}-${String(index)}`,
        customer,
      };
      placed.push(orderSchema.parse((await manager.post(`${orders}/`, body)).body));
    }
    const staff = hiredStaffSchema.parse(
      (
        await manager.post('/api/v1/staff', {
          username: `new@${mark}.test`,
          name: `${mark} Colleague`,
          role: 'cashier',
        })
      ).body,
    );
    const device = deviceWithSecretSchema.parse(
      (
        await manager.post('/api/v1/devices', {
          name: `${mark} Till`,
          scopes: ['orders:read', 'status:write'],
        })
      ).body,
    );
    return new RestaurantAtWork(restaurant, { orders: placed, staff, device });
  }

  /** Watches the board, follows the own orders, and tries to follow others'. */
  async watch(others: readonly Holdings[]): Promise<void> {
    const { manager } = this.restaurant;
    for (const path of [SocketNamespace.Board, SocketNamespace.Tracking]) {
      const socket = io(manager.url + path, {
        auth: { token: manager.token },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      socket.onAny((...frame: unknown[]) => {
        this.#hear(path, frame);
      });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve).once('connect_error', reject);
      });
      this.#sockets.push(socket);
    }
    for (const order of this.holdings.orders) await this.#follow(order, true);
    for (const {
      orders: [order],
    } of others)
      if (order !== undefined) await this.#follow(order, false);
  }

  /** Moves every own order one step on, and reads what there is. */
  async work(step: number): Promise<void> {
    for (const { order_id } of this.holdings.orders) {
      const moved = await this.#ask('POST', `${orders}/${order_id}/update-status/`, {
        status: steps[step],
        notes: `${markOf(this.restaurant.number)} step`,
        internal_notes: `${markOf(this.restaurant.number)} inside`,
      });
      if (moved.status !== 200) throw new Error(`its own order was not moved: ${JSON.stringify(moved.body)}`);
    }
    for (const path of [
      `${orders}/?limit=100`,
      `${orders}/history/?limit=100`,
      '/api/v1/staff?limit=100',
      '/api/v1/devices?limit=100',
      '/api/v1/restaurant',
    ])
      await this.#ask('GET', path);
  }

  /** Does with another restaurant's what one can do with one's own. */
  async trespass({ orders: theirs, staff, device }: Holdings): Promise<void> {
    for (const { order_id, external_id, version } of theirs.slice(0, 1)) {
      const path = `${orders}/${order_id}`;
      await this.#reach('GET', path);
      await this.#reach('GET', `${path}/status/`);
      await this.#reach('POST', `${path}/update-status/`, { status: 'cancelled', reason: 'other' });
      await this.#reach('POST', `${path}/recall/`, { reason: 'mistake' });
      await this.#reach('POST', `${path}/delay/`, { minutes: 5, reason: 'busy' });
      await this.#reach('POST', `${path}/cancel/`, { reason: 'other' });
      await this.#reach('POST', `${path}/link/`);
      await this.#reach('DELETE', `${path}/link/`);
      await this.#reach('GET', `${path}/link.svg`);
      await this.#reachInBatch(order_id, version);
      const { body } = await this.#ask('GET', `${orders}/?external_id=${external_id ?? ''}`);
      if ((body as { orders: unknown[] }).orders.length > 0)
        this.trespasses.push(`found ${order_id} by its external_id`);
    }
    await this.#reach('PATCH', `/api/v1/staff/${staff.user_id}`, { disabled: true });
    await this.#reach('POST', `/api/v1/staff/${staff.user_id}/reset-password`);
    await this.#reach('POST', `/api/v1/devices/${device.device_id}/rotate`);
    await this.#reach('DELETE', `/api/v1/devices/${device.device_id}`);
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }

  async #reachInBatch(order_id: string, version: number): Promise<void> {
    const updates = [
      { order_id, status: 'cancelled', reason: 'other', idempotency_key: newKey() },
      { order_id, status: 'cooking', expected_version: version, idempotency_key: newKey() },
    ];
    const { body } = await this.#ask('POST', `${orders}/update-status/`, { updates });
    const applied = (body as { results: { result: string }[] }).results.filter(
      ({ result }) => result !== 'refused',
    );
    if (applied.length > 0) this.trespasses.push(`a batch moved ${order_id}`);
  }

  async #follow(order: Order, isOwn: boolean): Promise<void> {
    const answer: unknown = await this.#sockets[1]
      ?.timeout(30_000)
      .emitWithAck(SocketEvent.Follow, { order_id: order.order_id });
    this.#hear('follow', [answer]);
    const { ok } = followAnswerSchema.parse(answer);
    if (ok !== isOwn) this.trespasses.push(`${isOwn ? 'does not follow' : 'follows'} ${order.order_id}`);
  }

  /** Reaches for what is not its own: there is no such thing, or it is a trespass. */
  async #reach(method: string, path: string, body?: unknown): Promise<void> {
    const { status } = await this.#ask(method, path, body);
    if (status !== 404) this.trespasses.push(`${method} ${path}: ${String(status)}`);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.restaurant.manager.send(method, path, body);
    if (answer.status >= 500) throw new Error(`${method} ${path}: ${String(answer.status)}`);
    this.answers += 1;
    this.#look(`${method} ${path}`, JSON.stringify(answer.body ?? ''));
    return answer;
  }

  #hear(from: string, frame: readonly unknown[]): void {
    this.frames += 1;
    this.#look(from, JSON.stringify(frame));
    const orderId = (frame[1] as { order_id?: string } | undefined)?.order_id;
    if (orderId !== undefined && this.holdings.orders.every(({ order_id }) => order_id !== orderId))
      this.foreign.push(`${from}: a frame of ${orderId}`);
  }

  #look(from: string, text: string): void {
    const others = marksIn(text).filter((number) => number !== this.restaurant.number);
    if (others.length > 0)
      this.foreign.push(`${from}: things of ${[...new Set(others)].map(markOf).join(', ')}`);
  }
}

const phoneOf = (number: number, index: number): string =>
  `+63917${String(1_000_000 + number * 100 + index)}`;
