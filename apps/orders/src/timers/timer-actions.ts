import { Injectable } from '@nestjs/common';
import type { SystemCaller } from '#libs/contracts';
import { traceIdOf, traceparentOf } from '#libs/service-kit';
import { type Deadline, Role, Status } from '#libs/status-machine';
import {
  type ChangeRule,
  OrderChanges,
  readOrdersAcross,
  RecentOrders,
  StatusMove,
  type StatusWish,
  type StoredOrder,
} from '../ordering/index.ts';
import { Database, TimerKind, type TimerRow } from '../platform/index.ts';
import { AutomaticDelay } from './automatic-delay.ts';
import { TimedNotices } from './timed-notices.ts';

/** Orders as they were when their timers were taken, by id. */
export type OrdersById = ReadonlyMap<string, StoredOrder>;

/** Where the machine says that an order goes by itself, as somebody would ask for it. */
export const wishes: Readonly<Record<Deadline, StatusWish>> = {
  release: { status: Status.Pending },
  accept: { status: Status.Rejected, reason: 'no_response' },
  confirm: { status: Status.Confirmed },
  close: { status: Status.Completed },
};

/** What each kind of timer does once it is due: to an order what people could do too, by their rules. */
@Injectable()
export class TimerActions {
  constructor(
    private readonly database: Database,
    private readonly changes: OrderChanges,
    private readonly recent: RecentOrders,
    private readonly notices: TimedNotices,
  ) {}

  /** Reads the orders of some timers at once, and has them at hand for their changes. */
  async ordersOf(timers: readonly TimerRow[]): Promise<OrdersById> {
    const orderIds = [...new Set(timers.flatMap(({ orderId }) => orderId ?? []))];
    if (orderIds.length === 0) return new Map();
    const orders = await readOrdersAcross(this.database, orderIds);
    for (const order of orders) this.recent.keep(order);
    return new Map(orders.map((order) => [order.orderId, order]));
  }

  /**
   * Nothing, where the order has moved on: most have, when what they might have done is due.
   * @returns when it is due again, in ms; null where it is done
   * @throws ProblemError where that was in this very moment, or the rules refuse it
   */
  async do(timer: TimerRow, orders: OrdersById): Promise<number | null> {
    if (timer.orderId === null) {
      await this.notices.paceEnded(timer);
      return null;
    }
    const order = orders.get(timer.orderId);
    if (order?.version !== timer.version) return null;
    if (timer.kind === TimerKind.Attention) return this.notices.attention(order, timer);
    const rule = ruleOf(timer.kind);
    if (rule !== null) await this.#change(timer, timer.orderId, rule);
    return null;
  }

  async #change(
    { timerId, restaurantId, version, kind }: TimerRow,
    orderId: string,
    rule: ChangeRule,
  ): Promise<void> {
    const caller: SystemCaller = {
      kind: 'system',
      id: timerId,
      name: Role.System,
      role: Role.System,
      restaurant_id: restaurantId,
    };
    const key = { scope: ['timers', orderId], key: timerId, previousBody: () => undefined };
    const body = { kind, version };
    const traceparent = traceparentOf(traceIdOf(undefined));
    await this.changes.apply({ orderId, caller, expectedVersion: version, key, body, traceparent }, rule);
  }
}

function ruleOf(kind: TimerKind): ChangeRule | null {
  switch (kind) {
    case TimerKind.Release:
    case TimerKind.Accept:
    case TimerKind.Confirm:
    case TimerKind.Close:
      return new StatusMove(wishes[kind]);
    case TimerKind.Tell:
      return new AutomaticDelay();
    case TimerKind.Attention:
    case TimerKind.PaceEnd:
      return null;
  }
}
