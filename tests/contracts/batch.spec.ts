import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { batchResultSchema, type BatchVerdict, type Order } from '#libs/contracts';
import { type Answer, type Api, newKey } from '../support/api.ts';
import { orders, refusal, rivalManager, World } from './contract-world.ts';

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const item = (order: { readonly order_id: string }, status: string, more: object = {}): object => ({
  order_id: order.order_id,
  status,
  idempotency_key: newKey(),
  ...more,
});
const seen = ({ result, problem, snapshot }: BatchVerdict): string =>
  [result, problem?.status, problem?.code, snapshot && `${snapshot.status} v${String(snapshot.version)}`]
    .filter((part) => part !== undefined)
    .join(' ');

describe('A batch of what a tablet kept while it had no network', () => {
  let world: World;
  let cashier: Api;
  beforeAll(async () => {
    world = await World.open();
    cashier = await world.as('cashier');
  });
  afterAll(() => world.close());

  const send = (caller: Api, updates: unknown): Promise<Answer> =>
    caller.post(`${orders}/update-status/`, { updates });
  const verdicts = async (caller: Api, updates: unknown): Promise<readonly BatchVerdict[]> => {
    const { status, body } = await send(caller, updates);
    expect(status).toBe(200);
    return batchResultSchema.parse(body).results;
  };
  const many = (count: number): Promise<Order[]> =>
    Promise.all(Array.from({ length: count }, () => cashier.place()));

  const sentAt = (sent_at: unknown, updates: unknown): Promise<Answer> =>
    cashier.post(`${orders}/update-status/`, { sent_at, updates });

  it.each([
    ['1970-01-01T00:00:00.000Z', 0],
    ['2000-02-29T12:00:00+14:00', 10],
    ['9999-12-30T23:59:59.999Z', 10],
  ])('is put right by the clock of its sender, however wrong that is: %s', async (sent_at, minutes) => {
    const order = await cashier.place({ placed_at: minutesAgo(40) });
    const occurred_at = new Date(Date.parse(sent_at) - minutes * 60_000).toISOString();
    const answer = await sentAt(sent_at, [item(order, 'cooking', { occurred_at })]);
    const [verdict] = batchResultSchema.parse(answer.body).results;
    expect(verdict?.result).toBe('applied');
    const { timestamp = '', recorded_at = '' } = verdict?.snapshot?.status_history[1] ?? {};
    expect(Math.round((Date.parse(recorded_at) - Date.parse(timestamp)) / 60_000)).toBe(minutes);
  });

  it.each(['1969-12-31T23:59:59.999Z', '9999-12-31T00:00:00Z', '2026-01-05 18:00', 'now', 7])(
    'is refused as a whole where the clock of its sender shows no time: %j',
    async (sent_at) => {
      const order = await cashier.place();
      const { code, errors } = refusal(await sentAt(sent_at, [item(order, 'cooking')]));
      expect([code, new Set(errors?.map(({ path }) => path))]).toEqual([
        'invalid_request',
        new Set(['sent_at']),
      ]);
      expect(await world.versionsOf(order.order_id)).toEqual([1]);
    },
  );

  it.each([null, ''])('may come without that clock: %j', async (sent_at) => {
    const order = await cashier.place();
    const answer = await sentAt(sent_at, [item(order, 'cooking')]);
    expect(batchResultSchema.parse(answer.body).results.map(seen)).toEqual(['applied cooking v2']);
  });

  it('says of each item what became of it, in the order given', async () => {
    const [fresh, cooking, moved, late, named] = (await many(5)) as [Order, Order, Order, Order, Order];
    const foreign = await (await world.as(rivalManager)).place();
    for (const order of [cooking, moved, late, named]) await cashier.move(order.order_id, 'cooking');
    const used = newKey();
    const results = await verdicts(cashier, [
      item(fresh, 'confirmed', { idempotency_key: used }),
      item(cooking, 'cooking'),
      item(cooking, 'delivered'),
      item({ order_id: randomUUID() }, 'ready'),
      item(foreign, 'confirmed'),
      item(moved, 'ready', { expected_version: 1 }),
      item(late, 'ready', { occurred_at: minutesAgo(30) }),
      item(named, 'ready', { occurred_at: minutesAgo(30), expected_version: 2 }),
      item(fresh, 'cooking', { idempotency_key: used }),
      item(fresh, 'preparing'),
    ]);
    expect(results.map(seen)).toEqual([
      'applied confirmed v2',
      'already_applied cooking v2',
      'refused 409 transition_not_allowed',
      'refused 404 order_not_found',
      'refused 404 order_not_found',
      expect.stringMatching(/^conflict.* cooking v2$/),
      expect.stringMatching(/^superseded.* cooking v2$/),
      'applied ready v3',
      'refused 422 idempotency_key_reused',
      'applied preparing v3',
    ]);
    expect(results.map(({ order_id }) => order_id)[0]).toBe(fresh.order_id);
    expect(results[2]?.problem).toMatchObject({ from: 'cooking', to: 'delivered', version: 2 });
    const [none, hidden] = [results[3]?.problem, results[4]?.problem];
    expect({ ...none, trace_id: '' }).toEqual({ ...hidden, trace_id: '' });
    expect(
      await Promise.all(
        [fresh, cooking, moved, late, named, foreign].map((order) => world.versionsOf(order.order_id)),
      ),
    ).toEqual([[1, 2, 3], [1, 2], [1, 2], [1, 2], [1, 2, 3], [1]]);
  });

  it('refuses each step that is not the caller’s', async () => {
    const [one, two] = (await many(2)) as [Order, Order];
    await cashier.move(two.order_id, 'ready');
    const results = await verdicts(await world.as('courier'), [
      item(one, 'confirmed'),
      item(one, 'out_for_delivery'),
      item(two, 'out_for_delivery'),
    ]);
    expect(results.map(seen)).toEqual([
      'refused 403 forbidden',
      'refused 409 transition_not_allowed',
      'applied out_for_delivery v3',
    ]);
  });

  it('passes over what is told late only where a later status change stands', async () => {
    const [placedOnly, delayed] = (await many(2)) as [Order, Order];
    await cashier.change(delayed.order_id, 'delay', { minutes: 10, reason: 'busy' });
    const results = await verdicts(
      cashier,
      [placedOnly, delayed].map((order) => item(order, 'cooking', { occurred_at: minutesAgo(5) })),
    );
    expect(results.map(({ result }) => result)).toEqual(['applied', 'applied']);
  });

  it('repeats what it said of a key, within a batch, in the next, and for twenty at once', async () => {
    const [order] = (await many(1)) as [Order];
    const [move, again] = [item(order, 'cooking'), item(order, 'cooking')];
    const results = await verdicts(cashier, [move, again, move]);
    expect(results.map(seen)).toEqual([
      'applied cooking v2',
      'already_applied cooking v2',
      'applied cooking v2',
    ]);
    await cashier.move(order.order_id, 'ready');
    expect((await verdicts(cashier, [move, again])).map(seen)).toEqual([
      'applied cooking v2',
      'already_applied cooking v2',
    ]);

    const [raced] = (await many(1)) as [Order];
    const two = [item(raced, 'confirmed'), item(raced, 'ready')];
    const all = await Promise.all(Array.from({ length: 20 }, () => verdicts(cashier, two)));
    expect(new Set(all.map((each) => each.map(seen).join(', ')))).toEqual(
      new Set(['applied confirmed v2, applied ready v3']),
    );
    expect(await world.versionsOf(raced.order_id)).toEqual([1, 2, 3]);
  });

  it('decides other verdicts afresh, and knows a key by caller and order', async () => {
    const [order, other] = (await many(2)) as [Order, Order];
    const tooEarly = item(order, 'out_for_delivery');
    expect((await verdicts(cashier, [tooEarly])).map(seen)).toEqual(['refused 409 transition_not_allowed']);
    await cashier.move(order.order_id, 'ready');
    expect((await verdicts(cashier, [tooEarly])).map(seen)).toEqual(['applied out_for_delivery v3']);
    const key = newKey();
    const shared = [
      item(order, 'delivered', { idempotency_key: key }),
      item(other, 'confirmed', { idempotency_key: key }),
    ];
    expect((await verdicts(cashier, shared)).map(({ result }) => result)).toEqual(['applied', 'applied']);
    const byManager = await verdicts(await world.as('manager'), [
      item(other, 'cooking', { idempotency_key: key }),
    ]);
    expect(byManager.map(seen)).toEqual(['applied cooking v3']);
  });

  it.each([
    ['without a key', { idempotency_key: undefined }, 'invalid_request'],
    ['with a key of 256 characters', { idempotency_key: 'k'.repeat(256) }, 'invalid_request'],
    ['with an order_id that is none', { order_id: 'ONLINE-000001' }, 'invalid_request'],
    ['with a status that does not exist', { status: 'burnt' }, 'unknown_status'],
    ['without the reason that is due', { status: 'rejected' }, 'invalid_request'],
    ['with a time that is none', { occurred_at: 'yesterday' }, 'invalid_request'],
    ['with version zero', { expected_version: 0 }, 'invalid_request'],
  ])('says of an item that comes %s that it is invalid, and runs the others', async (_, flaw, code) => {
    const [order] = (await many(1)) as [Order];
    const [first, bad, last] = await verdicts(cashier, [
      item(order, 'confirmed'),
      item(order, 'cooking', flaw),
      item(order, 'ready'),
    ]);
    expect([first?.result, bad?.result, last?.result]).toEqual(['applied', 'invalid', 'applied']);
    expect(bad?.problem?.code).toBe(code);
    expect(JSON.stringify(bad?.problem?.errors)).toContain('updates.1.');
    expect(await world.versionsOf(order.order_id)).toEqual([1, 2, 3]);
  });

  it('takes 1 to 100 items', async () => {
    const [order] = (await many(1)) as [Order];
    const hundred = Array.from({ length: 100 }, () => item(order, 'cooking'));
    for (const updates of [[], [...hundred, item(order, 'cooking')], undefined, null, {}]) {
      const answer = await send(cashier, updates);
      expect([answer.status, refusal(answer).code]).toEqual([400, 'invalid_request']);
    }
    expect(await world.versionsOf(order.order_id)).toEqual([1]);
    const results = await verdicts(cashier, hundred);
    expect(results.map(({ result }) => result)).toEqual([
      'applied',
      ...Array.from({ length: 99 }, () => 'already_applied'),
    ]);
  });

  it('is closed to customers, guests and devices without the scope', async () => {
    const [order] = (await many(1)) as [Order];
    for (const caller of [
      await world.as('customer'),
      cashier.guest(order),
      await world.device(['orders:read', 'orders:write']),
    ]) {
      expect(refusal(await send(caller, [item(order, 'confirmed')])).code).toBe('forbidden');
    }
  });
});
