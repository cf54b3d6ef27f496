import { Injectable } from '@nestjs/common';
import {
  type Caller,
  type Follow,
  followSchema,
  type FollowAnswer,
  type OwnedSnapshot,
  type UnfollowAnswer,
  unfollowSchema,
} from '#libs/contracts';
import { readVerdict, snapshotSince } from '#libs/order-model';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { EventFeed } from '../event-feed/index.ts';
import type { Reader } from '../snapshots/index.ts';
import { type ClientSocket, Refusals, unavailable } from '../sockets/index.ts';
import { FollowerLimit } from './follower-limit.ts';
import type { OrderRoom } from './order-room.ts';
import { OrderRooms } from './order-rooms.ts';

/** How many orders one socket may follow at a time. */
const ordersPerSocket = 100;
/** How often a snapshot that lags behind what was shown already is read again. */
const readings = 3;

/** Takes a screen to an order: first where it stands, then every change, with nothing missing in between. */
@Injectable()
export class FollowOrderHandler {
  constructor(
    private readonly rooms: OrderRooms,
    private readonly feed: EventFeed,
    private readonly followerLimit: FollowerLimit,
    private readonly refusals: Refusals,
  ) {}

  /**
   * Answers in the same turn in which the socket goes live, so that no frame overtakes the snapshot. Never
   * rejects.
   */
  async follow(
    socket: ClientSocket,
    payload: unknown,
    answer: (answer: FollowAnswer) => void,
  ): Promise<void> {
    try {
      const { order_id, since } = this.#wanted(socket, payload);
      await this.#enter(socket, order_id, since, answer);
    } catch (error) {
      answer({ ok: false, problem: this.refusals.problemFrom(error) });
    }
  }

  /** An order that is not followed is fine: it is not followed afterwards either. */
  unfollow(socket: ClientSocket, payload: unknown): UnfollowAnswer {
    try {
      const asked = unfollowSchema.safeParse(payload ?? {});
      if (!asked.success) throw invalidRequest(asked.error.issues);
      this.leave(socket, orderOf(socket.data.visitor.caller, asked.data.order_id));
      return { ok: true };
    } catch (error) {
      return { ok: false, problem: this.refusals.problemFrom(error) };
    }
  }

  leave(socket: ClientSocket, orderId: string): void {
    socket.data.orders.delete(orderId);
    this.rooms.leave(socket, orderId);
  }

  #wanted(socket: ClientSocket, payload: unknown): Follow & { readonly order_id: string } {
    const asked = followSchema.safeParse(payload ?? {});
    if (!asked.success) throw invalidRequest(asked.error.issues);
    const { caller } = socket.data.visitor;
    const order_id = orderOf(caller, asked.data.order_id);
    if (!this.feed.positioned) throw unavailable();
    if (caller.kind === 'guest' && caller.order_id !== order_id) throw noSuchOrder();
    const { orders } = socket.data;
    if (orders.size >= ordersPerSocket && !orders.has(order_id)) throw tooManyOrders();
    return { ...asked.data, order_id };
  }

  async #enter(
    socket: ClientSocket,
    orderId: string,
    since: number | undefined,
    answer: (answer: FollowAnswer) => void,
  ): Promise<void> {
    const room = this.rooms.enter(orderId);
    const wasInside = socket.data.orders.has(orderId);
    this.leave(socket, orderId);
    try {
      const { caller } = socket.data.visitor;
      const { snapshot } = await this.#read(room, caller, since ?? 0);
      if (!socket.connected) return;
      if (!wasInside) this.followerLimit.check(caller, room.followers);
      socket.data.orders.add(orderId);
      answer({ ok: true, snapshot: snapshotSince(snapshot, since), now: new Date().toISOString() });
      room.goLive(socket, snapshot.version);
    } finally {
      this.rooms.release(room);
    }
  }

  async #read(room: OrderRoom, caller: Caller, since: number): Promise<OwnedSnapshot> {
    for (let reading = 0; reading < readings; reading++) {
      const order = await room.snapshots.read(readerOf(caller), since);
      if (!order || readVerdict(caller, order) !== 'allowed') throw noSuchOrder();
      if (room.reaches(order.snapshot.version)) return order;
    }
    throw unavailable();
  }
}

function orderOf(caller: Caller, orderId: string | undefined): string {
  if (orderId !== undefined) return orderId;
  if (caller.kind === 'guest') return caller.order_id;
  throw invalidRequest([{ path: ['order_id'], message: 'is needed with an access token' }]);
}

/**
 * Staff and tills read orders of their restaurant alone; what customers and guests may read is judged by
 * whose order it is.
 */
function readerOf(caller: Caller): Reader {
  if (caller.kind !== 'staff' && caller.kind !== 'device')
    return { viewer: { kind: 'customer' }, restaurantId: null };
  return { viewer: { kind: 'staff', role: caller.role }, restaurantId: caller.restaurant_id };
}

/** The same for "none" and "not yours", so that nobody learns which orders exist. */
const noSuchOrder = (): ProblemError =>
  new ProblemError('order_not_found', 'There is no such order, or it is not yours to follow.');

const tooManyOrders = (): ProblemError =>
  new ProblemError(
    'too_many_requests',
    `A socket follows at most ${String(ordersPerSocket)} orders: unfollow one first.`,
  );
