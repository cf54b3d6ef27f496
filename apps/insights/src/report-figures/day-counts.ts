import { Injectable } from '@nestjs/common';
import { raw, type Sql, sql, type Transaction } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';
import { StaleOrders } from '../record-stages/index.ts';
import { countOrders } from './count-orders.ts';
import type { LocalDays } from './local-days.ts';

/** A restaurant and its clock. */
export interface Calendar {
  readonly restaurantId: string;
  readonly timezone: string;
}

interface ChangedDay {
  readonly date: string;
  readonly revision: string;
}

type Work = Transaction<NarrowRole>;

/** How many days are counted in one transaction, so that none is long. */
const atOnce = 8;

/**
 * What each day's orders come to, counted anew where they are other ones since: by all of their events that
 * have come.
 */
@Injectable()
export class DayCounts {
  constructor(
    private readonly database: Database,
    private readonly stale: StaleOrders,
  ) {}

  /** Restaurants of which there is something to count. */
  async waiting(): Promise<readonly string[]> {
    const rows = await this.database.asRole<{ restaurant_id: string }>(
      NarrowRole.Figures,
      sql`SELECT DISTINCT restaurant_id FROM insights.changed_days WHERE revision > counted_revision`,
    );
    return rows.map(({ restaurant_id }) => restaurant_id);
  }

  /** Until nothing is left to count of these days by UTC: all of them, where none are named. */
  async count(calendar: Calendar, from = '-infinity', to = 'infinity'): Promise<void> {
    await this.stale.rewriteOf(calendar.restaurantId);
    while (await this.#countSome(calendar, from, to));
  }

  /** @returns whether there may be more */
  #countSome(calendar: Calendar, from: string, to: string): Promise<boolean> {
    const { restaurantId, timezone } = calendar;
    return this.database.transactionOf(restaurantId, async (transaction) => {
      await transaction.query(oneAtATime(restaurantId));
      await moveTo(transaction, calendar);
      const changed = await transaction.query<ChangedDay>(changedDays(restaurantId, from, to));
      if (changed.length === 0) return false;
      const dates = localDates(await transaction.query<{ date: string }>(datesOf(changed, timezone)));
      await countAnew(transaction, { restaurantId, timezone, dates });
      await transaction.query(counted(restaurantId, changed));
      return changed.length === atOnce;
    });
  }
}

const localDates = (rows: readonly { readonly date: string }[]): readonly string[] =>
  rows.map(({ date }) => date);

async function countAnew(transaction: Work, days: LocalDays): Promise<void> {
  await transaction.query(clear(days.restaurantId, sql`date = ANY (${days.dates}::date[])`));
  await transaction.query(countOrders(days));
}

/** Any number that no one else locks by. */
const countingLock = 7_277_003;

const oneAtATime = (restaurantId: string): Sql =>
  sql`SELECT pg_advisory_xact_lock(${countingLock}, hashtext(${restaurantId}))`;

/** Where its clock is another now, every day begins elsewhere; those of which orders are gone stay. */
async function moveTo(transaction: Work, calendar: Calendar): Promise<void> {
  const moved = await transaction.query(useTimezone(calendar));
  if (moved.length === 0) return;
  const { restaurantId } = calendar;
  await transaction.query(clear(restaurantId, sinceKept('date')));
  await transaction.query(sql`
    WITH ${lockedDays(restaurantId, sinceKept('utc_date'))}
    UPDATE insights.changed_days c SET revision = revision + 1 FROM locked
    WHERE c.restaurant_id = ${restaurantId} AND c.utc_date = locked.utc_date`);
}

/** In the order in which those lock them whose events change days: none waits for another in a ring. */
const lockedDays = (restaurantId: string, which: Sql): Sql => sql`
  locked AS MATERIALIZED (
    SELECT utc_date FROM insights.changed_days WHERE restaurant_id = ${restaurantId} AND ${which}
    ORDER BY utc_date FOR UPDATE)`;

/** Of days as old as that, all orders are there still. */
const sinceKept = (column: string): Sql => raw(`${column} > now() - interval '395 days'`);

const useTimezone = ({ restaurantId, timezone }: Calendar): Sql => sql`
  INSERT INTO insights.calendars (restaurant_id, timezone) VALUES (${restaurantId}, ${timezone})
  ON CONFLICT (restaurant_id) DO UPDATE SET timezone = EXCLUDED.timezone
    WHERE calendars.timezone <> EXCLUDED.timezone
  RETURNING timezone`;

const changedDays = (restaurantId: string, from: string, to: string): Sql => sql`
  SELECT utc_date::text AS date, revision FROM insights.changed_days
  WHERE restaurant_id = ${restaurantId} AND revision > counted_revision
    AND utc_date BETWEEN ${from}::date - 1 AND ${to}::date + 1
  ORDER BY utc_date LIMIT ${atOnce}`;

/** The days by the restaurant's clock that a day by UTC has a part in. */
const datesOf = (changed: readonly ChangedDay[], timezone: string): Sql => sql`
  SELECT DISTINCT (moment AT TIME ZONE ${timezone})::date::text AS date
  FROM unnest(${changed.map(({ date }) => date)}::date[]) AS utc (day),
    LATERAL (VALUES (day::timestamp AT TIME ZONE 'UTC'),
      ((day + 1)::timestamp AT TIME ZONE 'UTC' - interval '1 millisecond')) AS ends (moment)`;

const clear = (restaurantId: string, which: Sql): Sql => sql`
  WITH days AS (
    DELETE FROM insights.days WHERE restaurant_id = ${restaurantId} AND ${which}
  ), stages AS (
    DELETE FROM insights.day_stages WHERE restaurant_id = ${restaurantId} AND ${which}
  ), hours AS (
    DELETE FROM insights.day_hours WHERE restaurant_id = ${restaurantId} AND ${which}
  ), ratings AS (
    DELETE FROM insights.day_ratings WHERE restaurant_id = ${restaurantId} AND ${which}
  )
  DELETE FROM insights.day_mishaps WHERE restaurant_id = ${restaurantId} AND ${which}`;

/** What changed meanwhile is still to be counted: its revision is a later one. */
const counted = (restaurantId: string, changed: readonly ChangedDay[]): Sql => sql`
  WITH ${lockedDays(restaurantId, sql`utc_date = ANY (${changed.map(({ date }) => date)}::date[])`)}
  UPDATE insights.changed_days c SET counted_revision = s.revision
  FROM locked JOIN unnest(
    ${changed.map(({ date }) => date)}::date[], ${changed.map(({ revision }) => revision)}::bigint[]
  ) AS s (utc_date, revision) USING (utc_date)
  WHERE c.restaurant_id = ${restaurantId} AND c.utc_date = s.utc_date`;
