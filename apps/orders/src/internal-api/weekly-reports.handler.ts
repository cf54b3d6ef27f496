import { Inject, Injectable } from '@nestjs/common';
import type { Done, DueReports, WeeklyReport } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { type Clock, CLOCK, Database, LOGGER, NarrowRole } from '../platform/index.ts';
import { dueWeek } from './due-week.ts';

/** Whose week is told by mail, and that it is told once. */
@Injectable()
export class WeeklyReportsHandler {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async due(): Promise<DueReports> {
    const now = this.clock();
    const wishing = await this.database.asRole<Wishing>(NarrowRole.Insights, whoWishes(new Date(now)));
    return { reports: wishing.flatMap((one) => this.#dueOf(one, now)) };
  }

  /** One whose clock cannot be read holds up no other. */
  #dueOf({ restaurant_id, timezone, told }: Wishing, now: number): DueReports['reports'] {
    try {
      const week = dueWeek(now, timezone);
      return week === null || told.includes(week) ? [] : [{ restaurant_id, timezone, week }];
    } catch (err) {
      if (!(err instanceof RangeError)) throw err;
      this.logger.warn({ err, restaurant_id }, 'no week is told to a restaurant of an unknown time zone');
      return [];
    }
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

interface Wishing {
  readonly restaurant_id: string;
  readonly timezone: string;
  /** The weeks that its admins have been told of lately. */
  readonly told: readonly string[];
}

const whoWishes = (now: Date): Sql => sql`
  SELECT restaurant_id, timezone, ARRAY(
    SELECT w.week::text FROM passline.weekly_reports w
    WHERE w.restaurant_id = r.restaurant_id AND w.week > ${now}::date - 21) AS told
  FROM passline.restaurants r WHERE r.policies -> 'weekly_report' = 'true'`;
