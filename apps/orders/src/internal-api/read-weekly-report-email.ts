import { type AccountEmailFacts, AccountEmailKind, type WeeklyReport } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../platform/index.ts';

interface Stored {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly restaurant: NonNullable<AccountEmailFacts['restaurant']>;
  readonly week: string;
  readonly told: Pick<WeeklyReport, 'figures' | 'before'>;
}

/** @returns null where there is no such mail, or its reader is not an admin any more */
export async function readWeeklyReportEmail(
  database: Pick<Database, 'asRole'>,
  id: string,
  publicUrl: string,
): Promise<AccountEmailFacts | null> {
  const [found] = await database.asRole<Stored>(
    NarrowRole.Enrolment,
    sql`SELECT a.username AS email, a.name, r.locale, w.week::text, w.figures AS told,
        json_build_object('name', r.name, 'phone', r.phone, 'address', r.address) AS restaurant
      FROM passline.weekly_report_emails e
      JOIN passline.weekly_reports w USING (restaurant_id, week)
      JOIN passline.accounts a ON a.account_id = e.account_id
      JOIN passline.restaurants r ON r.restaurant_id = e.restaurant_id
      WHERE e.request_id = ${id} AND a.role = 'admin' AND a.disabled_at IS NULL`,
  );
  if (found === undefined) return null;
  const { week, told, ...to } = found;
  const link = `${publicUrl}/insights`;
  return { kind: AccountEmailKind.WeeklyReport, ...to, link, valid_minutes: null, weekly: { week, ...told } };
}
