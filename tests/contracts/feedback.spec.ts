import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerExportSchema, feedbackRatingsSchema, feedbackSchema, internalPaths } from '#libs/contracts';
import type { Order } from '#libs/contracts';
import { writeBasic } from '#libs/service-kit';
import type { Fulfilment, Status } from '#libs/status-machine';
import { type Answer, Api } from '../support/api.ts';
import { orders, refusal, rivalManager, World } from './contract-world.ts';

const service = { id: 'the-services', secret: 'known-to-the-services-of-this-test' };

let world: World;
let cashier: Api;
let customer: Api;
beforeAll(async () => {
  world = await World.open({ SERVICE_CLIENT_ID: service.id, SERVICE_CLIENT_SECRET: service.secret });
  [cashier, customer] = [await world.as('cashier'), await world.as('customer')];
});
afterAll(() => world.close());

const path = (orderId: string): string => `${orders}/${orderId}/feedback/`;
const give = (by: Api, orderId: string, said: object = { rating: 5 }): Promise<Answer> =>
  by.post(path(orderId), said);

/** An order that the customer has. */
async function eaten(by = customer): Promise<Order> {
  const order = await by.place({ fulfilment: 'pickup' });
  await cashier.move(order.order_id, 'ready');
  return order;
}
const daysAgo = (orderId: string, days: number): Promise<object[]> =>
  world.rows(
    `UPDATE passline.feedback SET created_at = created_at - $2 * interval '1 day',
      updated_at = updated_at - $2 * interval '1 day' WHERE order_id = $1`,
    [orderId, days],
  );

describe('Feedback on an order', () => {
  it.each(['customer', 'guest'])('is given by its %s, first and again, and read by staff', async (who) => {
    const order = await eaten();
    const by = who === 'guest' ? cashier.guest(order) : customer;
    const first = await give(by, order.order_id, { rating: 2, comment: ' Cold.\u202E\u0007 ' });
    const said = feedbackSchema.strict().parse(first.body);
    expect([first.status, said]).toEqual([
      201,
      {
        order_id: order.order_id,
        rating: 2,
        comment: 'Cold.',
        created_at: said.updated_at,
        updated_at: said.updated_at,
      },
    ]);
    const again = await give(by, order.order_id, { rating: 4, comment: '' });
    const replaced = feedbackSchema.parse(again.body);
    expect([again.status, replaced]).toEqual([
      200,
      { ...said, rating: 4, comment: null, updated_at: replaced.updated_at },
    ]);
    for (const colleague of ['admin', 'manager', 'cashier', 'kitchen'])
      expect((await (await world.as(colleague)).get(path(order.order_id))).body).toEqual(replaced);
  });

  it('is one, whoever of the two gives it, and however many at once', async () => {
    const order = await eaten();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        give(index % 2 === 0 ? customer : cashier.guest(order), order.order_id, { rating: (index % 5) + 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
  });

  it('stays as it is a day after it was first given', async () => {
    const order = await eaten();
    await give(customer, order.order_id, { rating: 1 });
    await daysAgo(order.order_id, 0.99);
    expect((await give(customer, order.order_id, { rating: 2 })).status).toBe(200);
    await daysAgo(order.order_id, 0.02);
    expect(refusal(await give(customer, order.order_id, { rating: 3 })).code).toBe('feedback_not_possible');
    expect((await cashier.get(path(order.order_id))).body).toMatchObject({ rating: 2 });
  });

  const lives: readonly (readonly [Fulfilment, readonly Status[], Status])[] = [
    ['pickup', ['confirmed', 'cooking', 'ready', 'completed'], 'ready'],
    ['dine_in', ['confirmed', 'ready', 'served', 'completed'], 'served'],
    ['delivery', ['confirmed', 'ready', 'out_for_delivery', 'delivered', 'completed'], 'delivered'],
  ];
  it.each(lives)('of a %s is taken along %j from "%s" on', async (fulfilment, life, from) => {
    const { order_id } = await customer.place({ fulfilment });
    expect(refusal(await give(customer, order_id)).code).toBe('feedback_not_possible');
    for (const [place, status] of life.entries()) {
      await cashier.move(order_id, status);
      const answer = await give(customer, order_id);
      if (place < life.indexOf(from)) expect(refusal(answer).code).toBe('feedback_not_possible');
      else expect(answer.status).toBe(status === from ? 201 : 200);
    }
  });

  it.each([
    ['cancelled', 'sold_out'],
    ['rejected', 'closed'],
  ])('is not taken of an order that was %s', async (status, reason) => {
    const { order_id } = await customer.place({ fulfilment: 'pickup' });
    await cashier.move(order_id, status, { reason });
    expect(refusal(await give(customer, order_id)).code).toBe('feedback_not_possible');
  });

  it('is not taken of what could not be delivered', async () => {
    const { order_id } = await customer.place({ fulfilment: 'delivery' });
    for (const status of ['ready', 'out_for_delivery']) await cashier.move(order_id, status);
    await cashier.move(order_id, 'delivery_failed', { reason: 'no_answer' });
    expect(refusal(await give(customer, order_id)).code).toBe('feedback_not_possible');
  });

  it('is of nobody else’s order', async () => {
    const [mine, other] = [await eaten(), await eaten()];
    const stranger = await world.as('other-customer');
    expect(refusal(await give(stranger, mine.order_id)).code).toBe('forbidden');
    expect(refusal(await give(cashier.guest(other), mine.order_id)).code).toBe('order_not_found');
    for (const by of [cashier, await world.device()])
      expect(refusal(await give(by, mine.order_id)).code).toBe('forbidden');
    expect(refusal(await give(new Api(world.url), mine.order_id)).code).toBe('unauthenticated');
  });

  it('is read by the restaurant’s staff alone, and by nobody where there is none', async () => {
    const order = await eaten();
    expect(refusal(await cashier.get(path(order.order_id))).code).toBe('not_found');
    await give(customer, order.order_id);
    expect(refusal(await (await world.as(rivalManager)).get(path(order.order_id))).code).toBe(
      'order_not_found',
    );
    for (const by of [customer, cashier.guest(order), await world.device()])
      expect(refusal(await by.get(path(order.order_id))).code).toBe('forbidden');
  });

  it.each([
    {},
    { rating: 0 },
    { rating: 6 },
    { rating: 4.5 },
    { rating: '5' },
    { rating: 5, comment: 'x'.repeat(1_001) },
    { rating: 5, comment: 7 },
  ])('refuses %j', async (said) => {
    expect(refusal(await give(customer, (await eaten()).order_id, said)).code).toBe('invalid_request');
  });

  it('names what may be done with it', async () => {
    const answer = await customer.send('DELETE', path((await eaten()).order_id));
    expect([refusal(answer).code, answer.headers.get('allow')]).toEqual([
      'method_not_allowed',
      expect.stringContaining('POST'),
    ]);
  });

  it('is told to insights by when it was given, without what the customer wrote', async () => {
    const [early, late] = [await eaten(), await eaten()];
    await give(customer, early.order_id, { rating: 1, comment: 'Cold.' });
    await give(customer, late.order_id, { rating: 5 });
    await give(customer, early.order_id, { rating: 3, comment: 'Lukewarm.' });
    const ask = async (query: string) => {
      const { body } = await new Api(world.url).get(`${internalPaths.feedback}?${query}`, {
        authorization: writeBasic(service),
      });
      return feedbackRatingsSchema.strict().parse(body).feedback;
    };
    const all = await ask('limit=1000');
    expect(all.slice(-2)).toMatchObject([
      { order_id: late.order_id, rating: 5, restaurant_id: cashier.session?.user.restaurant_id },
      { order_id: early.order_id, rating: 3 },
    ]);
    expect(JSON.stringify(all)).not.toContain('Lukewarm');
    const [first, second] = all;
    expect(await ask('limit=1')).toEqual([first]);
    expect((await ask(`updated_after=${first?.updated_at ?? ''}&limit=1`))[0]).toEqual(second);
    expect((await cashier.get(internalPaths.feedback)).status).toBe(401);
  });

  it('goes along with the customer who takes their data, and what they wrote is erased with them', async () => {
    const leaver = await world.as('other-customer');
    const order = await eaten(leaver);
    await give(leaver, order.order_id, { rating: 2, comment: 'Ask for Mara.' });
    const exported = customerExportSchema.parse((await leaver.get('/api/v1/customers/me/export')).body);
    expect(exported.feedback).toMatchObject([
      { order_id: order.order_id, rating: 2, comment: 'Ask for Mara.' },
    ]);
    expect((await leaver.send('DELETE', '/api/v1/customers/me')).status).toBe(200);
    expect((await cashier.get(path(order.order_id))).body).toMatchObject({ rating: 2, comment: null });
    expect(await world.rows(`SELECT 1 FROM passline.feedback WHERE comment LIKE '%Mara%'`)).toEqual([]);
  });
});
