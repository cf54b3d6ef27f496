import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HistoryRecord, updateResultSchema } from '#libs/contracts';
import { allowedStatuses } from '#libs/status-machine';
import { type Answer, type Api, newKey } from '../support/api.ts';
import { Screen } from '../support/screens.ts';
import { refusal, World } from './contract-world.ts';

const fifty = Array.from({ length: 50 }, (_, index) => index);
const fromOneOn = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const done = (answers: readonly Answer[]): Answer[] => answers.filter(({ status }) => status === 200);
const applied = (answers: readonly Answer[]): Answer[] =>
  done(answers).filter(({ body }) => updateResultSchema.parse(body).result === 'applied');

describe('When many change one order at once', () => {
  let world: World;
  let cashier: Api;
  beforeAll(async () => {
    world = await World.open();
    cashier = await world.as('cashier');
  });
  afterAll(() => world.close());

  /** Each in turn by another of the restaurant's people. */
  async function everyone(): Promise<(index: number) => Api> {
    const callers = [cashier, await world.as('manager'), await world.as('admin'), await world.device()];
    return (index) => callers[index % callers.length] ?? cashier;
  }

  function expectLegal(history: readonly HistoryRecord[]): void {
    const moves = history.map((entry, index) => ({ entry, before: history[index - 1] }));
    for (const { entry, before } of moves) {
      if (before === undefined || entry.type !== 'status_changed') continue;
      expect(allowedStatuses({ fulfilment: 'delivery', status: before.status, role: 'admin' })).toContain(
        entry.status,
      );
    }
  }

  it('lets one of fifty win who have seen the same version, and shows the others what it became', async () => {
    const { order_id } = await cashier.place();
    const caller = await everyone();
    const wishes = [{ status: 'confirmed' }, { status: 'cancelled', reason: 'sold_out' }];
    const answers = await Promise.all(
      fifty.map((index) =>
        caller(index).change(order_id, 'update-status', wishes[index % 2], { 'if-match': '"1"' }),
      ),
    );
    expect(applied(answers)).toHaveLength(1);
    const winner = updateResultSchema.parse(applied(answers)[0]?.body);
    const losers = answers.filter(({ status }) => status !== 200);
    expect(losers).toHaveLength(49);
    for (const loser of losers) {
      const { code, snapshot } = refusal(loser);
      expect([code, snapshot?.version, snapshot?.status]).toEqual(['version_mismatch', 2, winner.status]);
    }
    expect(await world.versionsOf(order_id)).toEqual([1, 2]);
  });

  it('judges the version that the caller has seen before anything else', async () => {
    const { order_id } = await cashier.place();
    await cashier.move(order_id, 'cooking');
    const stale = { 'if-match': '"1"' };
    const tries = [
      await cashier.change(order_id, 'update-status', { status: 'cooking' }, stale),
      await cashier.change(order_id, 'update-status', { status: 'served' }, stale),
      await (await world.as('courier')).change(order_id, 'update-status', { status: 'ready' }, stale),
      await cashier.change(order_id, 'recall', { reason: 'mistake' }, { 'if-match': '"3"' }),
      await cashier.change(order_id, 'delay', { minutes: 5, reason: 'busy' }, stale),
      await cashier.change(order_id, 'cancel', { reason: 'other' }, stale),
    ];
    expect(tries.map((answer) => refusal(answer).code)).toEqual(tries.map(() => 'version_mismatch'));
    expect(tries.map((answer) => answer.status)).toEqual(tries.map(() => 412));
    expect(
      (await cashier.change(order_id, 'update-status', { status: 'ready' }, { 'if-match': '"2"' })).status,
    ).toBe(200);
  });

  it('makes one legal history of fifty who have seen nothing', async () => {
    const { order_id } = await cashier.place();
    const screen = await Screen.open(world.url, cashier.token ?? '', order_id);
    const caller = await everyone();
    const wishes = [
      { status: 'ready' },
      { status: 'cooking' },
      { status: 'preparing' },
      { status: 'confirmed' },
      { status: 'out_for_delivery' },
    ];
    const answers = await Promise.all(
      fifty.map((index) => caller(index).change(order_id, 'update-status', wishes[index % 5])),
    );
    const refused = answers.filter(({ status }) => status !== 200).map((answer) => refusal(answer));
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      refused.length === 0 ? new Set() : new Set(['transition_not_allowed']),
    );
    const snapshot = await cashier.snapshot(order_id);
    expect(snapshot.version).toBe(1 + applied(answers).length);
    expect(snapshot.status_history.map(({ version }) => version)).toEqual(fromOneOn(snapshot.version));
    expect(await world.versionsOf(order_id)).toEqual(fromOneOn(snapshot.version));
    expectLegal(snapshot.status_history);
    await screen.frame(snapshot.version);
    expect(screen.versions).toEqual(fromOneOn(snapshot.version).slice(1));
    screen.close();
  });

  it('counts every one of fifty delays, recalls and steps that it said yes to', async () => {
    const { order_id } = await cashier.place();
    const caller = await everyone();
    const change = (index: number): Promise<Answer> => {
      if (index % 3 === 0) return caller(index).change(order_id, 'delay', { minutes: 1, reason: 'busy' });
      if (index % 3 === 1) return caller(index).change(order_id, 'recall', { reason: 'mistake' });
      return caller(index).change(order_id, 'update-status', {
        status: index % 2 === 0 ? 'cooking' : 'ready',
      });
    };
    const answers = await Promise.all(fifty.map(change));
    const refused = answers.filter(({ status }) => status !== 200).map((answer) => refusal(answer).code);
    for (const code of refused)
      expect(['transition_not_allowed', 'recall_not_possible', 'request_in_progress']).toContain(code);
    const snapshot = await cashier.snapshot(order_id);
    expect([snapshot.version, await world.versionsOf(order_id)]).toEqual([
      1 + applied(answers).length,
      fromOneOn(snapshot.version),
    ]);
    const versions = applied(answers).map(({ body }) => updateResultSchema.parse(body).version);
    expect([...versions].sort((a, b) => a - b)).toEqual(fromOneOn(snapshot.version).slice(1));
    expectLegal(snapshot.status_history);
  });

  it('writes for each version of the order one row of history, whose last is the order’s status', async () => {
    const [odd] = await world.rows<{
      n: string;
    }>(`SELECT count(*) AS n FROM passline.orders o WHERE o.version <>
      (SELECT count(*) FROM passline.order_history h WHERE h.order_id = o.order_id) OR o.version <> (SELECT max(version) FROM passline.order_history h WHERE h.order_id = o.order_id)
      OR o.status <> (SELECT status FROM passline.order_history h WHERE h.order_id = o.order_id ORDER BY version DESC LIMIT 1)`);
    expect(odd?.n).toBe('0');
  });

  it('gives fifty orders placed at once fifty numbers', async () => {
    const placed = await Promise.all(fifty.map(() => cashier.place({ external_id: newKey() })));
    expect(new Set(placed.map(({ order_number }) => order_number)).size).toBe(50);
    for (const { order_number } of placed) expect(order_number).toMatch(/^ONLINE-\d{6}$/);
  });
});
