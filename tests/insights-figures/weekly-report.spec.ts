import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { InProcessEventLog } from '#libs/messaging';
import { createLogger, OwnUrl, readSettings } from '#libs/service-kit';
import { connectInsights } from '../../apps/insights/src/index.ts';
import { writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { connectNotifier, notifierSettingsSchema } from '../../apps/notifier/src/index.ts';
import { logOfOrders, type Started, startInsights, startOrders } from '../insights/orders-and-insights.ts';
import { RunningNotifier } from '../notifier/notifier-world.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';
import { TestSmtpServer } from '../support/smtp-server.ts';
import { countedHistory } from './counted-history.ts';

// Real here: PostgreSQL, orders, insights (twice) and the notifier over HTTP, a mail server; the clock of
// orders is moved by hand.
const credentials = { id: 'services', secret: 'a-secret-of-the-services' };
let database: TestDatabase;
let owner: pg.Pool;
let log: InProcessEventLog;
let smtp: TestSmtpServer;
let orders: Started;
let insights: Started[];
let notifier: RunningNotifier;
let admin: Api;

/** March 30th, 2026, is a Monday; the restaurant is in Manila. */
const monday = (time: string): number => Date.parse(`2026-03-30T${time}:00+08:00`);
let now = monday('07:59');

beforeAll(async () => {
  database = await migratedDatabase();
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  [log, smtp] = [logOfOrders(), await TestSmtpServer.start()];
  orders = await startOrders(database, () => now, log);
  admin = await Api.as(orders.url, 'admin');
  await liveThroughTheWeek(admin.session?.user.restaurant_id ?? '');
  insights = [
    await startInsights(database, orders.url, log, 50),
    await startInsights(database, orders.url, logOfOrders(), 50),
  ];
  notifier = await startNotifier();
}, 90_000);
afterAll(async () => {
  for (const running of insights) await running.stop();
  await notifier.stop();
  await orders.stop();
  await log.close();
  await smtp.down();
  await owner.end();
});

async function liveThroughTheWeek(restaurantId: string): Promise<void> {
  const service = await connectInsights({ url: database.serviceUrl, adminUrl: database.adminUrl });
  await writeEvents(service, countedHistory(restaurantId).events);
  await service.close();
}

async function startNotifier(): Promise<RunningNotifier> {
  const settings = readSettings(notifierSettingsSchema, {
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Orders <orders@mabuhay.example>',
  });
  return RunningNotifier.start({
    settings,
    mailbox: false,
    logger: createLogger('notifier', 'silent'),
    database: await connectNotifier({ url: database.serviceUrl, adminUrl: database.adminUrl }),
    credentials,
    ordersUrl: new OwnUrl(orders.url),
  });
}

const due = async (): Promise<unknown> => {
  const authorization = `Basic ${Buffer.from(`${credentials.id}:${credentials.secret}`).toString('base64')}`;
  const answer = await fetch(`${orders.url}/internal/v1/weekly-reports`, { headers: { authorization } });
  return answer.json();
};
const edit = (change: object) => admin.send('PATCH', '/api/v1/restaurant', change);

describe('the mail of the week', () => {
  it('is not due before Monday at eight, nor where the restaurant does not wish it', async () => {
    await edit({ timezone: 'Asia/Manila', policies: { weekly_report: true } });
    expect(await due()).toEqual({ reports: [] });
    await edit({ policies: { weekly_report: null } });
    now = monday('08:00');
    expect(await due()).toEqual({ reports: [] });
  });

  it('is held up by no other restaurant whose time zone nobody knows, or insights alone does not', async () => {
    const own = admin.session?.user.restaurant_id;
    const wish = `policies = policies || '{"weekly_report": true}'`;
    await owner.query(
      `UPDATE passline.restaurants SET ${wish}, timezone = 'Mars/Olympus' WHERE restaurant_id <> $1`,
      [own],
    );
    const copy = `jsonb_build_object('restaurant_id', gen_random_uuid(), 'timezone', '+0530')`;
    await owner.query(
      `INSERT INTO passline.restaurants
        SELECT (jsonb_populate_record(r, ${copy})).* FROM passline.restaurants r WHERE restaurant_id = $1`,
      [own],
    );
    await owner.query(`UPDATE passline.restaurants SET ${wish} WHERE timezone = '+0530'`);
    await owner.query(
      `INSERT INTO insights.changed_days (restaurant_id, utc_date)
        SELECT restaurant_id, '2026-03-24' FROM passline.restaurants WHERE timezone = '+0530'`,
    );
    const inKolkata = { timezone: '+0530', week: '2026-03-23' };
    now = monday('11:00');
    expect(await due()).toMatchObject({ reports: [inKolkata] });
    now = monday('10:59');
  });

  it('tells the admins, once, what the week came to beside the one before', async () => {
    await edit({ policies: { weekly_report: true } });
    await eventually(() => smtp.mails.length > 0, 'the mail');
    const [mail] = smtp.mailsTo('admin@demo.test');
    const { subject, text = '', html } = mail?.parsed ?? {};
    expect(subject).toMatch(/: your week, March 23\s–\s29$/);
    // Ten orders; on time three of four; 16, 20, 30, 32, 35 and 50 minutes.
    expect(text).toContain('Orders: 10 (The week before: 0)');
    expect(text).toContain('On time: 75% (The week before: –)');
    expect(text).toContain('Until the customer had it (median): 31 min (The week before: –)');
    expect(text).toContain(`See all figures:\n${orders.url}/insights\n`);
    expect(html).toContain('75%');
    expect(html).toContain(`href="${orders.url}/insights"`);
  });

  it('is not sent again by whoever else looks, nor on the same Monday', async () => {
    now = monday('12:00');
    expect(await due()).toMatchObject({ reports: [{ timezone: '+0530' }] });
    const { rows } = await owner.query('SELECT week::text FROM passline.weekly_reports');
    expect(rows).toEqual([{ week: '2026-03-23' }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('is written in the restaurant’s language', async () => {
    await edit({ locale: 'es-MX' });
    now = monday('08:00') + 7 * 24 * 3_600_000;
    await eventually(() => smtp.mails.length > 1, 'the mail of the week after');
    const { subject, text = '' } = smtp.mails[1]?.parsed ?? {};
    expect(subject).toMatch(/: tu semana, /);
    expect(text).toContain('Pedidos: 0 (La anterior: 10)');
    expect(text).toContain('A tiempo: – (La anterior: 75');
  });
});
