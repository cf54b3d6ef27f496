import { Inject, Injectable } from '@nestjs/common';
import type { Done, DueReports, WeeklyReport } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { type Clock, CLOCK, Database, NarrowRole } from '../platform/index.ts';

/** Whose week is told by mail, and that it is told once. */
@Injectable()
export class WeeklyReportsHandler {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async due(): Promise<DueReports> {
    const reports = await this.database.asRole<DueReports['reports'][number]>(
      NarrowRole.Insights,
      dueReports(new Date(this.clock())),
    );
    return { reports };
  }

  /** Twice is as good as once: the first figures of a week are its mail's. */
  async keep({ restaurant_id, week, figures, before }: WeeklyReport): Promise<Done> {
    await this.database.asRole(
      NarrowRole.Insights,
      sql`
        WITH report AS (
          INSERT INTO passline.weekly_reports (restaurant_id, week, figures, created_at)
          VALUES (${restaurant_id}, ${week}, ${JSON.stringify({ figures, before })}::jsonb, ${new Date(this.clock())})
          ON CONFLICT DO NOTHING RETURNING restaurant_id, week, created_at)
        INSERT INTO passline.weekly_report_emails (request_id, restaurant_id, week, account_id, created_at)
        SELECT gen_random_uuid(), report.restaurant_id, report.week, account_id, report.created_at
        FROM report JOIN passline.accounts a USING (restaurant_id)
        WHERE a.role = 'admin' AND a.disabled_at IS NULL`,
    );
    return {};
  }
}

/**
 * From Monday at eight until the end of Tuesday, by the restaurant's clock: who was away then is late, and
 * after that a week is old news.
 */
const dueReports = (now: Date): Sql => sql`
  SELECT restaurant_id, timezone, to_char(monday - interval '7 days', 'YYYY-MM-DD') AS week
  FROM passline.restaurants r,
    LATERAL (SELECT ${now}::timestamptz AT TIME ZONE r.timezone AS clock) AS local,
    LATERAL (SELECT date_trunc('week', clock) AS monday) AS week
  WHERE r.policies -> 'weekly_report' = 'true'
    AND clock >= monday + interval '8 hours' AND clock < monday + interval '2 days'
    AND NOT EXISTS (
      SELECT FROM passline.weekly_reports w
      WHERE w.restaurant_id = r.restaurant_id AND w.week = (monday - interval '7 days')::date)`;
