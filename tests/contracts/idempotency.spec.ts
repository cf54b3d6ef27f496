import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderSchema, updateResultSchema } from '#libs/contracts';
import { type Answer, anOrder, Api, newKey } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { orders, refusal, rivalManager, World } from './contract-world.ts';

const twenty = Array.from({ length: 20 }, (_, index) => index);
const keyed = (key: string): Record<string, string> => ({ 'idempotency-key': key });
const outcome = ({ status, body }: Answer): object => {
  const { result, version, status: name } = updateResultSchema.parse(body);
  return { status, result, version, name };
};
const isReplay = ({ headers }: Answer): boolean => headers.get('idempotency-replayed') === 'true';

/** As a careful caller does: while the first request with the key still runs, ask again. */
function patiently(send: () => Promise<Answer>): Promise<Answer> {
  return eventually(async () => {
    const answer = await send();
    const running = answer.status === 409 && refusal(answer).code === 'request_in_progress';
    if (running) expect(answer.headers.get('retry-after')).toBe('1');
    return running ? null : answer;
  }, 'the request with this key to be done');
}

let world: World;
let cashier: Api;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
});
afterAll(() => world.close());

describe('A key makes a request safe to repeat', () => {
  it.each(['update-status', 'delay', 'cancel'] as const)(
    'twenty at once with one key %s an order once',
    async (verb) => {
      const { order_id } = await cashier.place();
      const body = {
        'update-status': { status: 'cooking' },
        delay: { minutes: 5, reason: 'busy' },
        cancel: { reason: 'sold_out' },
      }[verb];
      const key = newKey();
      const answers = await Promise.all(
        twenty.map(() => patiently(() => cashier.change(order_id, verb, body, keyed(key)))),
      );
      const name = { 'update-status': 'cooking', delay: 'pending', cancel: 'cancelled' }[verb];
      expect(answers.map(outcome)).toEqual(
        twenty.map(() => ({ status: 200, result: 'applied', version: 2, name })),
      );
      expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
      expect(await world.versionsOf(order_id)).toEqual([1, 2]);
    },
  );

  it('twenty recalls with one key undo one step', async () => {
    const { order_id } = await cashier.place();
    await cashier.move(order_id, 'confirmed');
    await cashier.move(order_id, 'cooking');
    const key = newKey();
    const answers = await Promise.all(
      twenty.map(() =>
        patiently(() => cashier.change(order_id, 'recall', { reason: 'mistake' }, keyed(key))),
      ),
    );
    expect(answers.map(outcome)).toEqual(
      twenty.map(() => ({ status: 200, result: 'applied', version: 4, name: 'confirmed' })),
    );
    expect(await world.versionsOf(order_id)).toEqual([1, 2, 3, 4]);
  });

  it('repeats what was answered then, however far the order has come since', async () => {
    const { order_id } = await cashier.place();
    const key = newKey();
    const first = await cashier.change(order_id, 'update-status', { status: 'confirmed' }, keyed(key));
    await cashier.move(order_id, 'ready');
    const repeats = [
      await cashier.change(order_id, 'update-status', { status: 'confirmed' }, keyed(key)),
      await cashier.post(`${orders}/${order_id}/update-status`, { status: 'confirmed' }, keyed(key)),
      await cashier.change(
        order_id,
        'update-status',
        { status: 'confirmed' },
        { ...keyed(key), 'if-match': '"1"' },
      ),
      await (
        await Api.as(world.url, 'cashier')
      ).change(order_id, 'update-status', { status: 'confirmed' }, keyed(key)),
    ];
    expect(isReplay(first)).toBe(false);
    for (const repeat of repeats) expect([outcome(repeat), isReplay(repeat)]).toEqual([outcome(first), true]);
    expect(await world.versionsOf(order_id)).toEqual([1, 2, 3]);
  });

  it('keeps "already so" for the repeat too', async () => {
    const { order_id } = await cashier.place();
    await cashier.move(order_id, 'cooking');
    const key = newKey();
    await cashier.change(order_id, 'update-status', { status: 'cooking' }, keyed(key));
    await cashier.move(order_id, 'ready');
    const repeat = await cashier.change(order_id, 'update-status', { status: 'cooking' }, keyed(key));
    expect([outcome(repeat), isReplay(repeat)]).toEqual([
      { status: 200, result: 'already_applied', version: 2, name: 'cooking' },
      true,
    ]);
  });

  it('refuses another body under a key that was used', async () => {
    const { order_id } = await cashier.place();
    const key = newKey();
    await cashier.change(order_id, 'update-status', { status: 'confirmed' }, keyed(key));
    for (const body of [{ status: 'ready' }, { status: 'confirmed', notes: 'x' }]) {
      const answer = await cashier.change(order_id, 'update-status', body, keyed(key));
      expect([answer.status, refusal(answer).code]).toEqual([422, 'idempotency_key_reused']);
    }
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });

  it('decides a refusal afresh', async () => {
    const { order_id } = await cashier.place();
    const key = newKey();
    expect(
      refusal(await cashier.change(order_id, 'update-status', { status: 'out_for_delivery' }, keyed(key)))
        .code,
    ).toBe('transition_not_allowed');
    await cashier.move(order_id, 'ready');
    const answer = await cashier.change(
      order_id,
      'update-status',
      { status: 'out_for_delivery' },
      keyed(key),
    );
    expect([outcome(answer), isReplay(answer)]).toEqual([
      { status: 200, result: 'applied', version: 3, name: 'out_for_delivery' },
      false,
    ]);
  });

  it('knows a key by caller, method and path', async () => {
    const [one, other] = [await cashier.place(), await cashier.place()];
    const key = newKey();
    const manager = await world.as('manager');
    const answers = [
      await cashier.change(one.order_id, 'update-status', { status: 'cooking' }, keyed(key)),
      await cashier.change(other.order_id, 'update-status', { status: 'ready' }, keyed(key)),
      await manager.change(one.order_id, 'update-status', { status: 'ready' }, keyed(key)),
      await cashier.change(one.order_id, 'recall', { reason: 'mistake' }, keyed(key)),
    ];
    expect(answers.map((answer) => [answer.status, isReplay(answer)])).toEqual(
      answers.map(() => [200, false]),
    );
  });

  it('takes a key of 255 characters and none longer', async () => {
    const { order_id } = await cashier.place();
    expect(
      (await cashier.change(order_id, 'update-status', { status: 'cooking' }, keyed('k'.repeat(255)))).status,
    ).toBe(200);
    const answer = await cashier.change(
      order_id,
      'update-status',
      { status: 'ready' },
      keyed('k'.repeat(256)),
    );
    expect([answer.status, refusal(answer).code]).toEqual([400, 'invalid_request']);
  });

  it.each([
    ['applied', 'ready'],
    ['already_applied', 'cooking'],
  ])('remembers a key anew once its day is over (%s)', async (result, status) => {
    const { order_id } = await cashier.place();
    await cashier.move(order_id, 'cooking');
    const key = newKey();
    await cashier.change(order_id, 'update-status', { status: 'cooking', notes: 'yesterday' }, keyed(key));
    await world.rows(
      `UPDATE passline.idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = $1`,
      [key],
    );
    const anew = await cashier.change(order_id, 'update-status', { status }, keyed(key));
    expect([anew.status, updateResultSchema.parse(anew.body).result, isReplay(anew)]).toEqual([
      200,
      result,
      false,
    ]);
    await cashier.move(order_id, result === 'applied' ? 'out_for_delivery' : 'ready');
    const repeat = await cashier.change(order_id, 'update-status', { status }, keyed(key));
    expect([repeat.status, isReplay(repeat)]).toEqual([200, true]);
    expect(outcome(repeat)).toEqual(outcome(anew));
  });
});

describe('A key makes placing an order safe to repeat', () => {
  const placed = async (): Promise<number> =>
    Number((await world.rows<{ n: string }>('SELECT count(*) AS n FROM passline.orders'))[0]?.n);

  it.each([
    ['with nothing but the key', {}],
    ['that names it by its own id too', { external_id: 'till-7/1001' }],
  ])('makes one order of twenty requests at once %s', async (_, more) => {
    const before = await placed();
    const key = newKey();
    const answers = await Promise.all(
      twenty.map(() => patiently(() => cashier.post(orders, anOrder(more), keyed(key)))),
    );
    expect(answers.map(({ status }) => status)).toEqual(twenty.map(() => 201));
    const made = answers.map(({ body }) => orderSchema.parse(body));
    expect(new Set(made.map(({ order_id, version }) => `${order_id} ${String(version)}`)).size).toBe(1);
    expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
    expect(await placed()).toBe(before + 1);
  });

  it('answers a late repeat with the order as it was placed', async () => {
    const key = newKey();
    const first = orderSchema.parse((await cashier.post(orders, anOrder(), keyed(key))).body);
    await cashier.move(first.order_id, 'confirmed');
    const repeat = await cashier.post(orders, anOrder(), keyed(key));
    expect([repeat.status, isReplay(repeat)]).toEqual([201, true]);
    expect(orderSchema.parse(repeat.body)).toEqual(first);
    expect(refusal(await cashier.post(orders, anOrder({ table: '4' }), keyed(key))).code).toBe(
      'idempotency_key_reused',
    );
  });

  it('says which order has an external_id already; another restaurant may use the same', async () => {
    const first = await cashier.place({ external_id: 'POS-42' });
    const answer = await (await world.as('manager')).post(orders, anOrder({ external_id: 'POS-42' }));
    expect([answer.status, refusal(answer)]).toEqual([
      409,
      expect.objectContaining({ code: 'external_id_taken', order_id: first.order_id }),
    ]);
    const rival = await (await world.as(rivalManager)).place({ external_id: 'POS-42' });
    expect(rival.order_id).not.toBe(first.order_id);
  });

  it('knows a customer’s key, whatever else is wrong with the restaurant that it comes again for', async () => {
    const customer = await world.as('customer');
    const key = newKey();
    expect((await customer.post(orders, anOrder(), keyed(key))).status).toBe(201);
    const again = await customer.post(orders, { ...anOrder(), restaurant_id: randomUUID() }, keyed(key));
    expect([again.status, refusal(again).code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('refuses a customer’s key that comes again for another restaurant', async () => {
    const customer = await world.as('customer');
    const rivalId = (await world.as(rivalManager)).session?.user.restaurant_id ?? '';
    const key = randomUUID();
    expect((await customer.post(orders, anOrder(), keyed(key))).status).toBe(201);
    const before = await placed();
    const headers = {
      ...keyed(key),
      authorization: `Bearer ${customer.token ?? ''}`,
      'content-type': 'application/json',
    };
    const asked = await fetch(world.url + orders, {
      method: 'POST',
      headers,
      body: JSON.stringify(anOrder({ restaurant_id: rivalId })),
      signal: AbortSignal.timeout(5_000),
    });
    expect([asked.status, await placed()]).toEqual([422, before]);
  });
});
