import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Counter, Registry } from 'prom-client';
import { Slots } from '#libs/messaging';
import { type Sql, sql } from '#libs/postgres';
import { type Logger, ProblemError } from '#libs/service-kit';
import {
  CLOCK,
  type Clock,
  Database,
  LOGGER,
  NarrowRole,
  timerColumns,
  type TimerRow,
} from '../platform/index.ts';
import { type OrdersById, TimerActions } from './timer-actions.ts';

/** How many are taken at a time, … */
const batch = 100;
/** … and in how many lanes, while there are more: what one reads, another one writes meanwhile. */
const lanes = 2;
/**
 * How many are under way at once, in all lanes: about what is written together, so that somebody's own change
 * goes with the next of them.
 */
const atOnce = 32;
/** One that could not be done is put off behind those that can: by so long at first, in ms, … */
const putOffAtFirst = 10_000;
/** … twice as long each time that it fails again, and so long at most. */
const putOffAtMost = 600_000;
/** Of so many it is known how often they have failed here. */
const failuresKept = 10_000;
/** What a refusal says where the order is gone, or is another one by now. */
const voidStatuses: readonly number[] = [404, 409, 412];

/** A timer that is not done, and when it is due again, in ms. */
type DueAgain = Pick<TimerRow, 'timerId' | 'dueAt'>;

/** The timers of all restaurants whose time has come. */
@Injectable()
export class DueTimers {
  readonly #slots = new Slots(atOnce);
  readonly #outcomes: Counter<'kind' | 'outcome'>;
  /** How often in a row a timer could not be done, by its id. */
  readonly #failures = new LRUCache<string, number>({ max: failuresKept });

  constructor(
    private readonly database: Database,
    private readonly actions: TimerActions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    registry: Registry,
  ) {
    this.#outcomes = new Counter({
      name: 'passline_timers_total',
      help: 'Timers whose time had come, by what they are for and what became of them',
      labelNames: ['kind', 'outcome'],
      registers: [registry],
    });
  }

  /** When the next one is due, or was, in ms; infinite where there is none. */
  async earliest(): Promise<number> {
    const [next] = await this.database.asRole<Pick<TimerRow, 'dueAt'>>(NarrowRole.Timers, first);
    return next?.dueAt ?? Infinity;
  }

  /**
   * Does what is due, the oldest first, until that is less than is taken at a time.
   * @param over ends it earlier, once what is in hand is done
   * @returns how many that was; 0 where nothing is due, or others are at it
   * @throws what PostgreSQL said; whatever was in hand is due again then
   */
  async doDue(over: AbortSignal): Promise<number> {
    const taken = await this.#doNext();
    if (taken < batch) return taken;
    const done = await Promise.allSettled(Array.from({ length: lanes }, () => this.#doOn(over)));
    return done.reduce((sum, lane) => sum + valueOf(lane), taken);
  }

  async #doOn(over: AbortSignal): Promise<number> {
    for (let done = 0; ;) {
      const taken = await this.#doNext();
      done += taken;
      if (taken < batch || over.aborted) return done;
    }
  }

  /**
   * Nobody else can take them meanwhile; where this process dies they are due again, and each one's key tells
   * what it has done already.
   */
  #doNext(): Promise<number> {
    return this.database.transactionAs(NarrowRole.Timers, async (transaction) => {
      const timers = await transaction.query<TimerRow>(dueBy(this.clock()));
      if (timers.length === 0) return 0;
      await transaction.query(afterwards(timers, await this.#doAll(timers)));
      return timers.length;
    });
  }

  async #doAll(timers: readonly TimerRow[]): Promise<readonly DueAgain[]> {
    const orders = await this.actions.ordersOf(timers);
    const again: DueAgain[] = [];
    /** What is due for one order happens in its turn: the first may make the others void. */
    const inTurn = async (ofOne: readonly TimerRow[]): Promise<void> => {
      for (const timer of ofOne) {
        const dueAt = await this.#do(timer, orders);
        if (dueAt !== null) again.push({ timerId: timer.timerId, dueAt });
      }
    };
    const byOrder = Map.groupBy(timers, ({ orderId, restaurantId }) => orderId ?? restaurantId);
    await Promise.all([...byOrder.values()].map((ofOne) => this.#slots.run(() => inTurn(ofOne))));
    return again;
  }

  /** Never rejects. @returns when it is due again, in ms; null where it is done, or void */
  async #do(timer: TimerRow, orders: OrdersById): Promise<number | null> {
    const { timerId, orderId, kind } = timer;
    const facts = { timer_id: timerId, order_id: orderId, kind };
    try {
      const dueAt = await this.actions.do(timer, orders);
      this.#failures.delete(timerId);
      this.#outcomes.inc({ kind, outcome: 'done' });
      return dueAt;
    } catch (error) {
      if (isVoid(error)) {
        this.logger.debug({ ...facts, err: error }, 'a timer is void');
        this.#outcomes.inc({ kind, outcome: 'void' });
        return null;
      }
      this.#outcomes.inc({ kind, outcome: 'put_off' });
      const ms = this.#putOff(timerId);
      this.logger.warn(
        { ...facts, seconds: ms / 1_000, err: error },
        'what a timer is for could not be done; it is put off',
      );
      return this.clock() + ms;
    }
  }

  #putOff(timerId: string): number {
    const failures = this.#failures.get(timerId) ?? 0;
    this.#failures.set(timerId, failures + 1);
    return Math.min(putOffAtMost, putOffAtFirst * 2 ** failures);
  }
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** Of many who change an order at once, a refusal says only that it may be another one. */
const isVoid = (error: unknown): boolean =>
  error instanceof ProblemError &&
  voidStatuses.includes(error.status) &&
  error.retryAfterSeconds === undefined;

const first = sql`SELECT ${timerColumns.pick('dueAt').selected()} FROM passline.timers ORDER BY due_at LIMIT 1`;

/** By the index alone: of thousands that are due at one moment, no batch sorts all. */
const dueBy = (now: number): Sql => sql`SELECT ${timerColumns.selected()} FROM passline.timers
  WHERE due_at <= ${new Date(now)} ORDER BY due_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`;

const idsOf = (timers: readonly DueAgain[]): readonly string[] => timers.map(({ timerId }) => timerId);

/** They are gone, save those that are due again at a later time. */
const afterwards = (timers: readonly TimerRow[], again: readonly DueAgain[]): Sql =>
  sql`WITH later AS (
      UPDATE passline.timers t SET due_at = given.due_at
      FROM unnest(${idsOf(again)}::uuid[], ${again.map(({ dueAt }) => new Date(dueAt))}::timestamptz[])
        AS given (timer_id, due_at)
      WHERE t.timer_id = given.timer_id
    )
    DELETE FROM passline.timers WHERE timer_id = ANY (${idsOf(timers)}::uuid[])
      AND timer_id <> ALL (${idsOf(again)}::uuid[])`;
