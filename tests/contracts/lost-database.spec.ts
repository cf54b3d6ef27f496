import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { batchResultSchema, orderSchema, updateResultSchema } from '#libs/contracts';
import { type Answer, anOrder, type Api, newKey } from '../support/api.ts';
import { DatabaseWire } from '../support/database-wire.ts';
import { eventually } from '../support/eventually.ts';
import { orders, refusal, World } from './contract-world.ts';

const reading = 'WHERE o.order_id = $';
const changing = 'UPDATE passline.orders SET';
const placing = 'INSERT INTO passline.orders';
const keyed = (key = newKey()): Record<string, string> => ({ 'idempotency-key': key });

let world: World;
let wire: DatabaseWire;
let cashier: Api;

beforeAll(async () => {
  world = await World.open({}, async ({ serviceUrl }) => {
    wire = await DatabaseWire.to(serviceUrl);
    return { DATABASE_URL: wire.url };
  });
  cashier = await world.as('cashier');
});
afterAll(async () => {
  await world.close();
  await wire.close();
});
beforeEach(() => mend());

/** Whoever was told to come back does so once there is somebody to come back to. */
async function mend(): Promise<void> {
  wire.mend();
  await eventually(async () => {
    const { status, body } = await cashier.get('/health/ready');
    if (status !== 200) throw new Error(JSON.stringify(body));
    return true;
  }, 'the database to be reached again');
}

function expectUnavailable(answer: Answer, detail: RegExp): void {
  const problem = refusal(answer);
  expect([answer.status, problem.code, answer.headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
  expect(problem.detail).toMatch(detail);
}

describe('While the database is away', () => {
  it('reads and changes are refused with 503 and a time to come back, and nothing is changed', async () => {
    const { order_id } = await cashier.place();
    wire.cut();
    const answers = [
      await cashier.get(`${orders}/${order_id}`),
      await cashier.get(`${orders}/${order_id}/status/`),
      await cashier.get(`${orders}/`),
      await cashier.get(`${orders}/history/`),
      await cashier.post(`${orders}/`, anOrder({ external_id: order_id })),
      await cashier.change(order_id, 'update-status', { status: 'confirmed' }),
      await cashier.change(order_id, 'cancel', { reason: 'closed' }),
      await cashier.change(order_id, 'delay', { minutes: 5, reason: 'busy' }),
      await cashier.change(order_id, 'recall', { reason: 'mistake' }),
      await cashier.post(`${orders}/update-status/`, {
        updates: [{ order_id, status: 'confirmed', idempotency_key: newKey() }],
      }),
      await cashier.post('/api/v1/auth/login', { username: 'cashier@demo.test', password: 'wrong' }),
    ];
    for (const answer of answers) expectUnavailable(answer, /cannot be reached; nothing was changed/);
    expect((await cashier.get('/health/ready')).status).toBe(503);
    expect((await cashier.get('/health/live')).status).toBe(200);
    expect(await world.versionsOf(order_id)).toEqual([1]);
    expect(await world.rows('SELECT FROM passline.orders WHERE external_id = $1', [order_id])).toEqual([]);
  });

  it('the same requests go through once it is back', async () => {
    const { order_id } = await cashier.place();
    wire.cut();
    // Before, a change may go to a connection that is gone already, and nobody can say what became of it.
    await eventually(
      async () => (await cashier.get('/health/ready')).status === 503,
      'the loss to be noticed',
    );
    const key = keyed();
    expectUnavailable(
      await cashier.change(order_id, 'update-status', { status: 'confirmed' }, key),
      /nothing was changed/,
    );
    wire.mend();
    const answer = await cashier.change(order_id, 'update-status', { status: 'confirmed' }, key);
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([200, null]);
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });
});

describe('When a connection turns out to have ended', () => {
  it('what only reads is asked again, and nobody notices', async () => {
    const { order_id } = await cashier.place();
    const broken = wire.breakAtNext(reading);
    const [answer] = await Promise.all([cashier.get(`${orders}/${order_id}`), broken]);
    expect([answer.status, orderSchema.parse(answer.body).order_id]).toEqual([200, order_id]);
  });

  it('a change that had not been heard yet is made, once', async () => {
    const { order_id } = await cashier.place();
    const broken = wire.breakAtNext(changing);
    const [answer] = await Promise.all([
      cashier.change(order_id, 'update-status', { status: 'confirmed' }, keyed()),
      broken,
    ]);
    expect(updateResultSchema.parse(answer.body)).toMatchObject({ result: 'applied', version: 2 });
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });
});

describe('When the answer to a COMMIT is lost', () => {
  it.each([
    ['with a key', keyed],
    ['without one', () => ({})],
  ])('a change %s is found to be done, and answered as such', async (_how, headers) => {
    const { order_id } = await cashier.place();
    const lost = wire.loseNextCommit(changing);
    const [answer] = await Promise.all([
      cashier.change(order_id, 'update-status', { status: 'confirmed' }, headers()),
      lost,
    ]);
    expect(updateResultSchema.parse(answer.body)).toMatchObject({
      result: 'applied',
      version: 2,
      status: 'confirmed',
    });
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
    const next = await cashier.change(order_id, 'update-status', { status: 'cooking' });
    expect(updateResultSchema.parse(next.body)).toMatchObject({ result: 'applied', version: 3 });
  });

  it('an order is found to be placed, once', async () => {
    const external_id = newKey();
    const lost = wire.loseNextCommit(placing);
    const [answer] = await Promise.all([cashier.post(`${orders}/`, anOrder({ external_id }), keyed()), lost]);
    expect(answer.status).toBe(201);
    const { order_id } = orderSchema.parse(answer.body);
    expect(
      await world.rows('SELECT order_id FROM passline.orders WHERE external_id = $1', [external_id]),
    ).toEqual([{ order_id }]);
  });

  it('an order is placed under another number where PostgreSQL has lost the one that was taken for it', async () => {
    const [first, second] = [newKey(), newKey()];
    const broken = wire.breakAtNext(placing);
    const placed = cashier.post(`${orders}/`, anOrder({ external_id: first }), keyed());
    await broken;
    await world.rows('UPDATE passline.restaurants SET last_order_number = last_order_number - 1');
    const answers = [
      await placed,
      await cashier.post(`${orders}/`, anOrder({ external_id: second }), keyed()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [one, other] = answers.map(({ body }) => orderSchema.parse(body).order_number);
    expect(one).not.toBe(other);
  });

  it('a number for an order is taken anew', async () => {
    const broken = wire.breakAtNext('SET last_order_number');
    const [answer] = await Promise.all([cashier.post(`${orders}/`, anOrder(), keyed()), broken]);
    expect(answer.status).toBe(201);
  });

  it('while the database stays away, it is not claimed that nothing was changed, and the repeat tells what was', async () => {
    const { order_id } = await cashier.place();
    const key = keyed();
    const lost = wire.loseNextCommit(changing, { stayAway: true });
    const [answer] = await Promise.all([
      cashier.change(order_id, 'update-status', { status: 'confirmed' }, key),
      lost,
    ]);
    expectUnavailable(answer, /not known whether this was done.*same Idempotency-Key/);
    wire.mend();
    const repeat = await cashier.change(order_id, 'update-status', { status: 'confirmed' }, key);
    expect(updateResultSchema.parse(repeat.body)).toMatchObject({ result: 'applied', version: 2 });
    expect(repeat.headers.get('idempotency-replayed')).toBe('true');
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });

  it('a batch that is broken off says that a part of it may be done, and its repeat does the rest', async () => {
    const [first, second] = [await cashier.place(), await cashier.place()];
    const updates = [first, second].map(({ order_id }) => ({
      order_id,
      status: 'confirmed',
      idempotency_key: newKey(),
    }));
    const lost = wire.loseNextCommit(second.order_id, { stayAway: true });
    const [answer] = await Promise.all([cashier.post(`${orders}/update-status/`, { updates }), lost]);
    expectUnavailable(answer, /lost after 1 of the updates.*done stays done/);
    await mend();
    const repeat = await cashier.post(`${orders}/update-status/`, { updates });
    expect([repeat.status, repeat.body]).toEqual([200, { results: [expect.anything(), expect.anything()] }]);
    expect(batchResultSchema.parse(repeat.body).results.map(({ result }) => result)).toEqual([
      'applied',
      'applied',
    ]);
    for (const { order_id } of [first, second]) expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });
});

describe('While somebody holds a lock on an order for too long', () => {
  it('its change is refused and never applied afterwards; other orders go on', async () => {
    const [held, free] = [await cashier.place(), await cashier.place()];
    const holder = await world.owner.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM passline.orders WHERE order_id = $1 FOR UPDATE', [held.order_id]);
    const refused = cashier.change(held.order_id, 'update-status', { status: 'confirmed' }, keyed());
    expect((await cashier.move(free.order_id, 'confirmed')).version).toBe(2);
    expectUnavailable(await refused, /Another transaction holds.*nothing was changed/);
    await holder.query('ROLLBACK');
    holder.release();
    expect((await cashier.move(held.order_id, 'cooking')).version).toBe(2);
    expect(await world.versionsOf(held.order_id)).toEqual([1, 2]);
  });
});
