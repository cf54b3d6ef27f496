import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { HistoryRow, NotificationRow } from '../support/owner.ts';
import { processesWith } from '../support/processes.ts';
import { illegalRows } from './judge-history.ts';
import { Rush } from './rush.ts';
import { Seeded, seedOfThisRun } from './seeded.ts';

jest.setTimeout(180_000);

const orders = 60;
const changesPerOrder = 16;
const callers = 10;
const kills = 6;

let rush: Rush;
let history: ReadonlyMap<string, readonly HistoryRow[]>;
let notifications: readonly NotificationRow[];

const inMails = (id: string): number => rush.providers.smtp.mails.filter(({ parsed }) => parsed.messageId?.startsWith(`<${id}@`)).length;
const inTexts = (id: string): number => rush.providers.twilio.texts.filter(({ statusCallback }) => statusCallback?.endsWith(`job=${id}`)).length;
const received = ({ id, channel }: NotificationRow): number => (channel === 'email' ? inMails(id) : inTexts(id));

/** When to pull the plug, counted in acknowledged changes: once in each stretch of the rush. */
function momentsToKill(seed: number): readonly number[] {
  const random = new Seeded(seed + 1);
  const stretch = Math.floor((orders * changesPerOrder) / (kills + 1));
  return Array.from({ length: kills }, (_, index) => index * stretch + 1 + random.below(stretch));
}

async function killAtEach(moments: readonly number[]): Promise<void> {
  for (const moment of moments) {
    await eventually(() => rush.acknowledged.length >= moment, `${moment} acknowledged changes`, 60_000);
    await rush.killAndRestart();
    // The machine is at its busiest here; the promise of two seconds is measured once the rush is over.
    await rush.caughtUp(15_000);
    await rush.allBack(15_000);
  }
}

describe(`a rush of ${orders * changesPerOrder} changes during which the program is killed ${kills} times (SEED=${seedOfThisRun})`, () => {
  beforeAll(async () => {
    rush = await Rush.start(seedOfThisRun);
    await rush.open(orders);
    await Promise.all([rush.serve(callers, (round) => round < changesPerOrder), killAtEach(momentsToKill(seedOfThisRun))]);
    await rush.caughtUp(2_000);
    await rush.owner.allSettled(60_000);
    const rows = await rush.owner.history(rush.ids);
    history = new Map(rush.ids.map((id) => [id, rows.filter(({ order_id }) => order_id === id)]));
    notifications = await rush.owner.notifications(rush.ids);
  }, 180_000);

  it('really hit changes that were under way', () => {
    expect(rush.acknowledged.length).toBeGreaterThanOrEqual(1_000);
    expect(rush.poses.reduce((sum, { unanswered }) => sum + unanswered, 0)).toBeGreaterThan(kills);
  });

  it('lost no acknowledged change and applied none twice', async () => {
    const changes = [...history.values()].flat().filter(({ type }) => type !== 'placed');
    const place = (orderId: string, version: number): string => `${orderId} ${version}`;
    const onDisk = new Map(changes.map(({ order_id, version, status }) => [place(order_id, version), status as string]));
    const acknowledged = new Map(rush.acknowledged.map(({ orderId, version, status }) => [place(orderId, version), status]));
    expect(acknowledged.size).toBe(rush.acknowledged.length);
    expect([...onDisk].sort()).toEqual([...acknowledged].sort());
    expect(changes).toHaveLength(rush.acknowledged.length);
    const keys = await rush.owner.idempotencyKeys();
    expect(keys.filter((key) => rush.acknowledged.some((one) => one.key === key)).sort()).toEqual(rush.acknowledged.map(({ key }) => key).sort());
  });

  it('made no change that the rules refuse, and left no hole in any history', async () => {
    const illegal = rush.guests.flatMap(({ order }) => illegalRows(order.fulfilment, history.get(order.order_id) ?? []));
    expect(illegal).toEqual([]);
    for (const { order_id, version, status } of await rush.owner.orders(rush.ids)) {
      expect(history.get(order_id)?.at(-1)).toMatchObject({ version, status });
    }
  });

  it('showed every version on every screen, one by one, and the database\'s last', () => {
    for (const { order, screens } of rush.guests) {
      const kept = history.get(order.order_id)?.map(({ version, status }) => ({ version, status }));
      for (const screen of screens) {
        expect(screen.complaints).toEqual([]);
        expect(screen.shown).toEqual(kept);
        expect(screen.gaps).toBe(0);
        // Once more for each kill; a handshake while the program is still starting may need another try.
        expect(screen.connections).toBeGreaterThan(kills);
      }
    }
  });

  it('published everything', async () => {
    expect(await rush.owner.outboxLength()).toBe(0);
  });

  it('wrote to nobody twice', () => {
    const places = notifications.map(({ order_id, version, channel }) => `${order_id} ${version} ${channel}`);
    expect(new Set(places).size).toBe(places.length);
    expect(notifications.filter((one) => received(one) > 1)).toEqual([]);
  });

  it('told every last word, unless the plug was pulled while that very mail was being handed over: then it is on the list of doubtful ones', () => {
    const last = rush.ids.map((id) => history.get(id)?.at(-1)?.version);
    for (const [index, id] of rush.ids.entries()) {
      const told = notifications.filter(({ order_id, version }) => order_id === id && version === last[index]);
      expect(told.map(({ channel }) => channel)).toEqual(['email', 'sms']);
      for (const one of told) {
        const isDoubtful = one.channel === 'email' && one.state === 'unknown' && one.last_error?.startsWith('interrupted') === true;
        expect({ ...one, received: received(one) }).toMatchObject(isDoubtful ? {} : { state: 'sent', received: 1 });
      }
    }
  });

  it('knows of every message what came of it: sent ones were received, and what was dropped had been taken back or overtaken', () => {
    const wrong = notifications.filter((one) => {
      if (one.state === 'sent') return received(one) !== 1;
      if (one.state === 'dropped') return received(one) !== 0 || !['recalled', 'superseded', 'not_told'].includes(one.why ?? '');
      return !(one.state === 'unknown' && one.channel === 'email');
    });
    expect(wrong).toEqual([]);
  });
});

afterAll(async () => {
  const { dataFolder } = rush.passline;
  await rush.end();
  expect(await processesWith(dataFolder)).toEqual([]);
}, 60_000);
