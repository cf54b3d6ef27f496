import { Inject, Injectable } from '@nestjs/common';
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
import { TimerActions } from './timer-actions.ts';

/** How many are taken at a time, … */
const batch = 100;
/** … and in how many lanes, while there are more: what one reads, another one writes meanwhile. */
const lanes = 2;
/**
 * How many are under way at once, in all lanes: about what is written together, so that somebody's own change
 * goes with the next of them.
 */
const atOnce = 32;
/** One that could not be done is put off by so long, in ms, behind those that can. */
const putOff = 10_000;

/** The timers of all restaurants whose time has come. */
@Injectable()
export class DueTimers {
  readonly #slots = new Slots(atOnce);

  constructor(
    private readonly database: Database,
    private readonly actions: TimerActions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

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
      const failed = await this.#doAll(timers);
      await transaction.query(afterwards(timers, failed, this.clock() + putOff));
      return timers.length;
    });
  }

  /** @returns those that are to be tried again */
  async #doAll(timers: readonly TimerRow[]): Promise<readonly TimerRow[]> {
    const orders = await this.actions.ordersOf(timers);
    const failed: TimerRow[] = [];
    /** What is due for one order happens in its turn: the first may make the others void. */
    const inTurn = async (ofOne: readonly TimerRow[]): Promise<void> => {
      for (const timer of ofOne)
        if (!(await this.#do(timer, () => this.actions.do(timer, orders)))) failed.push(timer);
    };
    const byOrder = Map.groupBy(timers, ({ orderId, restaurantId }) => orderId ?? restaurantId);
    await Promise.all([...byOrder.values()].map((ofOne) => this.#slots.run(() => inTurn(ofOne))));
    return failed;
  }

  /** Never rejects. @returns false where it is to be tried again */
  async #do({ timerId, orderId, kind }: TimerRow, action: () => Promise<void>): Promise<boolean> {
    const facts = { timer_id: timerId, order_id: orderId, kind };
    try {
      await action();
      return true;
    } catch (error) {
      if (isVoid(error)) this.logger.debug({ ...facts, err: error }, 'a timer is void');
      else this.logger.warn({ ...facts, err: error }, 'what a timer is for could not be done; it is put off');
      return isVoid(error);
    }
  }
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** A refusal says that the order is another one by now; of many who change it at once, that it may be. */
const isVoid = (error: unknown): boolean =>
  error instanceof ProblemError && error.status < 500 && error.retryAfterSeconds === undefined;

const first = sql`SELECT ${timerColumns.pick('dueAt').selected()} FROM passline.timers ORDER BY due_at LIMIT 1`;

const dueBy = (now: number): Sql => sql`SELECT ${timerColumns.selected()} FROM passline.timers
  WHERE due_at <= ${new Date(now)} ORDER BY due_at, timer_id LIMIT ${batch} FOR UPDATE SKIP LOCKED`;

const idsOf = (timers: readonly TimerRow[]): readonly string[] => timers.map(({ timerId }) => timerId);

/** They are gone, save those that are due again at a later time. */
const afterwards = (timers: readonly TimerRow[], failed: readonly TimerRow[], again: number): Sql =>
  sql`WITH put_off AS (
      UPDATE passline.timers SET due_at = ${new Date(again)} WHERE timer_id = ANY (${idsOf(failed)}::uuid[])
    )
    DELETE FROM passline.timers WHERE timer_id = ANY (${idsOf(timers)}::uuid[])
      AND timer_id <> ALL (${idsOf(failed)}::uuid[])`;
