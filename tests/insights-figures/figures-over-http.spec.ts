import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { analyticsFeedbackSchema, analyticsSummarySchema } from '#libs/contracts';
import type { InProcessEventLog } from '#libs/messaging';
import { logOfOrders, type Started, startInsights, startOrders } from '../insights/orders-and-insights.ts';
import { Api, problemOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';

// Real here: PostgreSQL, orders and insights over HTTP, the event log within the process.
let database: TestDatabase;
let owner: pg.Pool;
let log: InProcessEventLog;
let orders: Started;
let insights: Started;

beforeAll(async () => {
  database = await migratedDatabase();
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  log = logOfOrders();
  orders = await startOrders(database, Date.now, log);
  insights = await startInsights(database, orders.url, log);
}, 60_000);
afterAll(async () => {
  await insights.stop();
  await orders.stop();
  await log.close();
  await owner.end();
});

/** A caller of insights, with the token that orders gave. */
const as = async (account: string): Promise<Api> =>
  new Api(insights.url, (await Api.as(orders.url, account)).token);
const reports = ['summary', 'stages', 'promises', 'hours', 'reasons', 'feedback'];
const path = (report: string, query = ''): string => `/api/v1/analytics/${report}${query}`;

describe('who is told figures', () => {
  it.each(['admin', 'manager'])('is the restaurant’s %s', async (account) => {
    const api = await as(account);
    for (const report of reports) expect((await api.get(path(report))).status).toBe(200);
  });

  it.each(['cashier', 'kitchen', 'courier', 'customer'])('is no %s', async (account) => {
    const api = await as(account);
    for (const report of reports) expect(problemOf(await api.get(path(report))).code).toBe('forbidden');
  });

  it('is no guest, and nobody without a token that holds', async () => {
    const order = await (await Api.as(orders.url, 'cashier')).place();
    const guest = new Api(insights.url, order.tracking_url.split('#')[1]);
    expect(problemOf(await guest.get(path('summary'))).code).toBe('forbidden');
    for (const token of [undefined, 'nonsense', `${guest.token ?? ''}x`.replace(/\.../, '.AA')]) {
      const answer = await new Api(insights.url, token).get(path('summary'));
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining('Bearer'),
      ]);
    }
  });

  it('is nobody whose session has ended, a second later', async () => {
    const manager = await Api.as(orders.url, 'manager');
    const api = new Api(insights.url, manager.token);
    expect((await api.get(path('summary'))).status).toBe(200);
    await manager.post('/api/v1/auth/logout', { refresh_token: manager.session?.refresh_token });
    const ended = performance.now();
    await eventually(async () => (await api.get(path('summary'))).status === 401, 'the refusal');
    expect(performance.now() - ended).toBeLessThan(1_000);
  });
});

describe('figures', () => {
  it.each([
    ['?from=yesterday', 'from'],
    ['?to=2026-02-30', 'to'],
    ['?from=2026-03-02&to=2026-03-01', 'to'],
    ['?from=2020-01-01&to=2026-01-01', 'from'],
    ['?from=2020-01-01', 'from'],
    ['?from=0001-01-01', 'from'],
    ['?to=0000-01-05', 'to'],
    ['?to=9999-12-31', 'to'],
    ['?from=1969-12-31', 'from'],
    ['?fulfilment=drone', 'fulfilment'],
  ])('are refused of %s, with the place', async (query, place) => {
    const api = await as('manager');
    for (const report of reports) {
      const answer = await api.get(path(report, query));
      expect([answer.status, problemOf(answer).errors?.map(({ path: where }) => where)]).toEqual([
        400,
        [place],
      ]);
    }
  });

  it.each([
    '?to=1970-01-01',
    '?from=1970-01-01&to=1971-12-31',
    '?from=9998-12-31',
    '?from=9998-01-01&to=9998-12-31',
  ])('are none of days without orders, and told at once: %s', async (query) => {
    const api = await as('manager');
    for (const report of reports) expect((await api.get(path(report, query))).status).toBe(200);
    expect(analyticsSummarySchema.parse((await api.get(path('summary', query))).body).orders).toBe(0);
  });

  it('are refused by another method, which names those there are', async () => {
    const answer = await (await as('manager')).post(path('summary'), {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('are of the caller’s restaurant alone, with what its customers said a moment ago', async () => {
    const cashier = await Api.as(orders.url, 'cashier');
    const order = await cashier.place({ fulfilment: 'pickup' });
    await cashier.move(order.order_id, 'ready');
    await owner.query(`INSERT INTO passline.feedback VALUES ($1, $2, 4, 'good', now(), now())`, [
      order.order_id,
      order.restaurant_id,
    ]);
    const [manager, rival] = [await as('manager'), await as('manager@rival.test')];
    await eventually(async () => {
      const { body } = await manager.get(path('summary'));
      const { orders: came, feedback } = analyticsSummarySchema.parse(body);
      return came >= 1 && feedback.count === 1 && feedback.mean === 4;
    }, 'the order and its feedback');
    const { latest } = analyticsFeedbackSchema.parse((await manager.get(path('feedback'))).body);
    expect(latest.map(({ order_id, rating }) => [order_id, rating])).toEqual([[order.order_id, 4]]);
    expect(analyticsSummarySchema.parse((await rival.get(path('summary'))).body)).toMatchObject({
      orders: 0,
      feedback: { count: 0 },
    });
  });

  it('come as one table of CSV to who asks for it, under a name that says what it is', async () => {
    const api = await as('manager');
    const query = '?from=2026-03-24&to=2026-03-25&fulfilment=pickup';
    for (const report of reports) {
      const { status, headers, body } = await api.get(path(report, query), { accept: 'text/csv' });
      expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
        200,
        'text/csv; charset=utf-8; header=present',
        `attachment; filename="passline-${report}-pickup-2026-03-24-2026-03-25.csv"`,
      ]);
      const [head = '', ...rows] = String(body).split('\r\n');
      for (const row of rows.slice(0, -1)) expect(row.split(',')).toHaveLength(head.split(',').length);
    }
    const either = await api.get(path('summary'), { accept: 'application/json, text/csv;q=0.5' });
    expect(either.headers.get('content-type')).toContain('application/json');
  });
});
