import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { illegalRows } from '../faults/judge-history.ts';
import { seedOfThisRun } from '../faults/seeded.ts';
import type { HistoryRow, NotificationRow } from '../support/owner.ts';
import { servicesStartWithin } from '../support/services.ts';
import { BusyEvening } from './busy-evening.ts';
import { readTopic, versionsByOrder } from './topic.ts';

const orders = 24;
const tills = 2;

let evening: BusyEvening;
let history: readonly HistoryRow[];
let notifications: readonly NotificationRow[];
let changesPerSecond: number;
let exitCodes: readonly (number | null)[];

const ofOrder = (id: string): readonly HistoryRow[] => history.filter(({ order_id }) => order_id === id);
const inMails = (id: string): number => evening.providers.smtp.mails.filter(({ parsed }) => parsed.messageId?.startsWith(`<${id}@`)).length;
const inTexts = (id: string): number => evening.providers.twilio.texts.filter(({ statusCallback }) => statusCallback?.endsWith(`job=${id}`)).length;
const received = ({ id, channel }: NotificationRow): number => (channel === 'email' ? inMails(id) : inTexts(id));

async function breakThings(): Promise<void> {
  const { services } = evening;
  await evening.killAndRestart(services.one('tracking-gateway'), 'a gateway killed');
  await evening.killAndRestart(await evening.relayHolder(), 'the publishing orders killed');
  await evening.killAndRestart(services.one('notifier'), 'the notifier killed');
  await evening.killKafka();
  await evening.freeze(await evening.relayHolder(), 'the publishing orders frozen for ten seconds');
  exitCodes = await evening.restartInTurn();
}

/** The tills go on until the last thing is broken and mended. */
async function serveMeanwhile(breaking: Promise<void>): Promise<void> {
  const began = performance.now();
  let isOver = false;
  await Promise.all([evening.serve(tills, () => !isOver), breaking.finally(() => (isOver = true))]);
  changesPerSecond = evening.acknowledged.length / ((performance.now() - began) / 1_000);
}

describe(`an evening on which a gateway, the publishing orders, the notifier and Kafka die in turn, one is frozen, and all are restarted (SEED=${seedOfThisRun})`, () => {
  beforeAll(async () => {
    evening = await BusyEvening.start(seedOfThisRun);
    await evening.open(orders);
    await serveMeanwhile(breakThings());
    await evening.caughtUp(2_000);
    await evening.owner.allSettled(40_000);
    history = await evening.owner.history(evening.ids);
    notifications = await evening.owner.notifications(evening.ids);
    process.stdout.write(`${changesPerSecond.toFixed(1)} changes/s\n${evening.recoveries.map((recovery) => JSON.stringify(recovery)).join('\n')}\n`);
  }, servicesStartWithin);

  afterAll(() => evening.end(), 60_000);

  it('went on while things broke', () => {
    expect(evening.recoveries).toHaveLength(10);
    expect(changesPerSecond).toBeGreaterThan(5);
  });

  it('showed what the database held within two seconds of each fault\'s end', () => {
    expect(evening.recoveries.filter(({ screens, ready }) => screens > ready + 2_000)).toEqual([]);
  });

  it('stopped every service gracefully that was told to stop', () => {
    expect(exitCodes).toEqual([0, 0, 0, 0, 0]);
  });

  it('lost no acknowledged change, applied none twice and made none that the rules refuse', () => {
    const place = (orderId: string, version: number, status: string): string => `${orderId} ${version} ${status}`;
    const onDisk = history.filter(({ type }) => type !== 'placed').map(({ order_id, version, status }) => place(order_id, version, status));
    expect(onDisk.sort()).toEqual(evening.acknowledged.map(({ orderId, version, status }) => place(orderId, version, status)).sort());
    expect(evening.guests.flatMap(({ order }) => illegalRows(order.fulfilment, ofOrder(order.order_id)))).toEqual([]);
  });

  it('showed every version on every screen, one by one, and the database\'s last', () => {
    for (const { order, screens } of evening.guests) {
      const kept = ofOrder(order.order_id).map(({ version, status }) => ({ version, status }));
      for (const { complaints, shown } of screens) expect({ complaints, shown }).toEqual({ complaints: [], shown: kept });
    }
  });

  it('published every version in order; one that comes again comes as it was', async () => {
    expect(await evening.owner.outboxLength()).toBe(0);
    const placeOf = ({ key, value }: { readonly key: string; readonly value: string }): string => `${key} ${(JSON.parse(value) as { version: number }).version}`;
    const records = await readTopic(evening.services.kafka.brokers, (all) => {
      const published = new Set(all.map(placeOf));
      return history.every(({ order_id, version }) => published.has(`${order_id} ${version}`));
    });
    for (const [orderId, versions] of Object.entries(versionsByOrder(records))) {
      if (!evening.ids.includes(orderId)) continue;
      const firstTimes = versions.filter((version, index) => versions.indexOf(version) === index);
      expect(firstTimes).toEqual(ofOrder(orderId).map(({ version }) => version));
    }
  });

  it('wrote to nobody twice, and knows of every message what came of it', () => {
    const places = notifications.map(({ order_id, version, channel }) => `${order_id} ${version} ${channel}`);
    expect(new Set(places).size).toBe(places.length);
    const wrong = notifications.filter((one) => {
      if (one.state === 'sent') return received(one) !== 1;
      if (one.state === 'dropped') return received(one) !== 0 || !['recalled', 'superseded', 'not_told'].includes(one.why ?? '');
      // The notifier was killed while that very mail was being handed over.
      return !(one.state === 'unknown' && one.channel === 'email' && received(one) <= 1);
    });
    expect(wrong).toEqual([]);
  });

  it('told every last word', () => {
    for (const id of evening.ids) {
      const last = ofOrder(id).at(-1)?.version;
      const told = notifications.filter(({ order_id, version }) => order_id === id && version === last);
      expect(told.map(({ channel }) => channel)).toEqual(['email', 'sms']);
    }
  });
});
