import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';
import { boardOrderSchema, messageFactsSchema, type Order, snapshotsResponseSchema } from '#libs/contracts';
import { InProcessEventLog } from '#libs/messaging';
import { createHttpApp, createLogger, OwnUrl, readSettings, writeBasic } from '#libs/service-kit';
import {
  connectDatabase,
  OrdersModule,
  ordersSettingsSchema,
  seedDemo,
} from '../../apps/orders/src/index.ts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword } from '../support/passline.ts';
import { freshDatabase } from '../support/postgres.ts';

// Real here: orders alone, over HTTP and on PostgreSQL. The paths, names and shapes are written out as the
// release before wrote and read them: none of them is taken from the contracts of this one.
const service = { id: 'services', secret: 'a-secret-of-the-services' };

const idsSchema = z.array(z.uuid());
const errandsSchema = z.strictObject({
  letters: idsSchema,
  erasures: z.array(z.strictObject({ erasure_id: z.uuid(), order_ids: idsSchema, letter_ids: idsSchema })),
  exports: idsSchema,
  traces: z.record(z.uuid(), z.string()),
});
type Errands = z.infer<typeof errandsSchema>;

let app: NestFastifyApplication;
let log: InProcessEventLog;
let url: string;
let customer: Api;
let order: Order;

beforeAll(async () => {
  const { serviceUrl, adminUrl } = await freshDatabase();
  const settings = readSettings(ordersSettingsSchema, {
    DATABASE_URL: serviceUrl,
    SERVICE_CLIENT_ID: service.id,
    SERVICE_CLIENT_SECRET: service.secret,
    RATE_LIMITS: 'off',
    PORT: '0',
  });
  const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  await seedDemo(database, demoPassword);
  log = new InProcessEventLog({ onError: () => undefined });
  const logger = createLogger('orders', 'silent');
  const publicUrl = new OwnUrl('https://track.example');
  app = await createHttpApp(
    OrdersModule.with({ settings, database, eventLog: log, publicUrl, logger }),
    false,
    logger,
  );
  await app.listen(0, '127.0.0.1');
  url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  customer = await Api.as(url, 'customer');
  order = await customer.place();
}, 60_000);

afterAll(async () => {
  await app.close();
  await log.close();
});

const asService = { authorization: writeBasic(service) };
const ask = (path: string): Promise<Answer> => new Api(url).get(`/internal/v1/${path}`, asService);
const send = (path: string, body: unknown): Promise<Answer> =>
  new Api(url).post(`/internal/v1/${path}`, body, asService);
const errands = async (): Promise<Errands> => errandsSchema.parse((await ask('errands')).body);
const first = (kind: 'letters' | 'exports'): Promise<string> =>
  eventually(async () => (await errands())[kind][0], `the first of the ${kind}`);
const taken = async (what: object): Promise<void> => {
  expect((await send('errands/taken', { letters: [], erasures: [], exports: [], ...what })).status).toBe(200);
};

describe('A notifier of the release before', () => {
  it('finds a mail about an account, learns what it says, and takes it off the list', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await new Api(url).post(
      '/api/v1/customers/forgot-password',
      { username: 'customer@demo.test' },
      { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    );
    const id = await first('letters');
    expect((await errands()).traces).toEqual({ [id]: traceId });
    const { body } = await send(`letters/${id}`, {});
    expect(body).toMatchObject({ letter: { kind: 'reset_password', email: 'customer@demo.test' } });
    await taken({ letters: [id] });
    expect((await errands()).letters).toEqual([]);
  });

  it('answers an export: asks whom it is about, and hands it in', async () => {
    const exported = customer.get('/api/v1/customers/me/export');
    const id = await first('exports');
    const { body } = await ask(`exports/${id}`);
    const { order_ids, letter_ids } = z
      .object({ order_ids: idsSchema, letter_ids: idsSchema, numbers: z.array(z.unknown()) })
      .parse(body);
    expect([order_ids, letter_ids.length]).toEqual([[order.order_id], 1]);
    const letter = {
      letter_id: letter_ids[0],
      state: 'sent',
      why: null,
      created_at: '2026-03-01T10:00:00.000Z',
      sent_at: '2026-03-01T10:00:00.000Z',
    };
    const part = { part: 0, messages: [], letters: [letter], text_consents: [] };
    expect((await send(`exports/${id}`, part)).status).toBe(200);
    await taken({ exports: [id] });
    expect((await exported).body).toMatchObject({ messages: [], letters: [letter], text_consents: [] });
  });

  it('reads what a message says, of the restaurant that it names', async () => {
    const { restaurant_id, order_id } = order;
    const { body } = await ask(`message-facts/${order_id}?within=${restaurant_id}`);
    expect(messageFactsSchema.parse(body).order_id).toBe(order_id);
    expect((await ask(`message-facts/${order_id}?within=${order_id}`)).status).toBe(404);
    expect((await ask(`message-facts/${order_id}`)).status).toBe(400);
  });

  it('learns whom to erase, and says that it is done', async () => {
    expect((await customer.send('DELETE', '/api/v1/customers/me')).status).toBe(200);
    const { erasures } = await errands();
    expect(erasures).toEqual([
      expect.objectContaining({ order_ids: [order.order_id], letter_ids: [expect.any(String)] }),
    ]);
    await taken({ erasures: erasures.map(({ erasure_id }) => erasure_id) });
    expect((await errands()).erasures).toEqual([]);
  });
});

describe('A gateway of the release before', () => {
  it('reads an order for a board, of the restaurant that it names', async () => {
    const { restaurant_id, order_id } = order;
    const { body } = await ask(`board-orders/${order_id}?within=${restaurant_id}`);
    expect(boardOrderSchema.parse(body).order_id).toBe(order_id);
    expect((await ask(`board-orders/${order_id}?within=${order_id}`)).status).toBe(404);
  });

  it('reads snapshots: staff of their restaurant’s orders, customers of any', async () => {
    const { restaurant_id, order_id } = order;
    const staff = { kind: 'staff', role: 'kitchen' };
    const { body } = await send('snapshots', {
      orders: [
        { order_id, viewer: staff, within: restaurant_id },
        { order_id, viewer: staff, within: order_id },
        { order_id, viewer: { kind: 'customer' }, within: null },
      ],
    });
    const found = snapshotsResponseSchema.parse(body).orders.map((one) => one?.order_id ?? null);
    expect(found).toEqual([order_id, null, order_id]);
  });
});
