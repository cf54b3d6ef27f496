import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublishedEvent } from '../faults/evidence.ts';
import { type Finding, findingKinds, promises } from '../faults/finding.ts';
import { gather } from '../faults/gather.ts';
import { judge } from '../faults/judge.ts';
import { seedOfThisRun } from '../faults/seeded.ts';
import { servicesStartTimeoutMs } from '../support/services.ts';
import { BusyEvening } from './busy-evening.ts';
import {
  freezeRelay,
  killAndRestart,
  killServer,
  makeWaysBad,
  poison,
  rollingRestart,
  underAnOpenTransaction,
} from './mishaps.ts';
import { deadLetters } from './poison.ts';
import { eventsByOrder } from './topic.ts';

const orders = 75;
const followers = 150;
const perSecond = 30;
/** Enough that the pace is kept though some wait for an answer. */
const tills = 10;

let evening: BusyEvening;
let changesPerSecond: number;
let findings: readonly Finding[];
let poisoned: Awaited<ReturnType<typeof poison>>;
let relay: Awaited<ReturnType<typeof freezeRelay>>;
let transaction: Awaited<ReturnType<typeof underAnOpenTransaction>>;
let update: Awaited<ReturnType<typeof rollingRestart>>;

async function breakThings(): Promise<void> {
  const { services } = evening;
  const { kafka, postgres } = services;
  await killAndRestart(evening, services.one('tracking-gateway'), 'a gateway killed');
  await killAndRestart(evening, await evening.relayHolder(), 'the publishing orders killed');
  await killServer(
    evening,
    { kill: () => kafka.kill('SIGKILL'), restart: () => kafka.restart() },
    'Kafka killed',
  );
  await killServer(evening, postgres, 'PostgreSQL killed');
  transaction = await underAnOpenTransaction(evening, async () => {
    await makeWaysBad(evening);
    poisoned = await poison(evening);
    await killAndRestart(evening, services.one('notifier'), 'the notifier killed');
    relay = await freezeRelay(evening);
  });
  update = await rollingRestart(evening);
}

const published = (): Promise<ReadonlyMap<string, readonly PublishedEvent[]>> => {
  const last = evening.owner.orders(evening.ids);
  return last.then((rows) => eventsByOrder(evening.services.kafka.brokers, rows));
};

describe(`an evening of ${perSecond} changes a second with ${followers} followers, on which everything breaks in turn (SEED=${seedOfThisRun})`, () => {
  beforeAll(async () => {
    evening = await BusyEvening.start(seedOfThisRun, perSecond);
    await evening.open(orders, followers);
    changesPerSecond = await evening.serveMeanwhile(tills, breakThings);
    await evening.caughtUp(2_000);
    await evening.owner.allSettled(40_000);
    findings = judge(await gather(evening, await published()));
    process.stdout.write(
      `${changesPerSecond.toFixed(1)} changes/s\n${evening.recoveries.map((recovery) => JSON.stringify(recovery)).join('\n')}\n`,
    );
  }, servicesStartTimeoutMs);

  afterAll(() => evening.end(), 60_000);

  it('went on while things broke: orders that are followed moved during each fault', () => {
    expect(evening.recoveries).toHaveLength(14);
    expect(evening.recoveries.filter(({ moved }) => moved < 3)).toEqual([]);
    expect(changesPerSecond).toBeGreaterThan(perSecond / 2);
  });

  it("showed what the database held within two seconds of each fault's end", () => {
    expect(evening.recoveries.filter(({ screens, ready }) => screens > ready + 2_000)).toEqual([]);
  });

  it('lost answers behind changes that were made, and broke sockets in the middle of a frame: tills repeated, with the same key, and got the same answer', () => {
    const { answers, sockets } = evening.services.losses;
    expect(answers).toBeGreaterThan(5);
    expect(sockets).toBeGreaterThan(5);
    expect(evening.ledger.replayed).toBeGreaterThan(answers);
  });

  it('laid aside two events that cannot be handled, and held up no other order for them', async () => {
    const [one, another] = evening.ids;
    const letters = await deadLetters(evening.services.kafka.brokers, 2);
    expect(letters.map(({ key, headers }) => `${key} ${headers['dlq_consumer'] ?? ''}`).sort()).toEqual(
      [`${one ?? ''} notifier`, `${another ?? ''} notifier`].sort(),
    );
    expect(poisoned.events).toBeGreaterThan(10);
    expect(poisoned.slowest).toBeLessThan(2_000);
  });

  it('let a transaction that was left open for half a minute, with a lock in it, hold up no more than the order that it locks', () => {
    expect(transaction.locked).toEqual([]);
    expect(new Set(transaction.others.map(({ orderId }) => orderId)).size).toBeGreaterThan(orders * 0.8);
    const { nextChange, screens, notifier } =
      evening.recoveries.find(({ fault }) => fault === 'a transaction left open') ?? {};
    for (const took of [nextChange, screens, notifier]) expect(took).toBeLessThan(2_000);
  });

  it('had another one publish while the first was frozen, and the first stood by once it was back', () => {
    expect(relay.meanwhile.address).not.toBe(relay.frozen.address);
    expect(relay.afterwards.address).toBe(relay.meanwhile.address);
  });

  it('was updated, one service after the other, without anybody noticing: each stopped gracefully and each request was answered', () => {
    expect(update.codes).toEqual([0, 0, 0, 0, 0]);
    expect(update.asked.length).toBeGreaterThan(50);
    expect(Math.max(...update.asked.map(({ askedAt, answeredAt }) => answeredAt - askedAt))).toBeLessThan(
      5_000,
    );
  });

  it('refused no request for good, and let none read what is older than what it was told', () => {
    expect(evening.ledger.refused).toEqual([]);
    expect(evening.ledger.looks).toBeGreaterThan(50);
  });

  it('left nothing in the outbox', async () => {
    expect(await evening.owner.outboxLength()).toBe(0);
  });

  it.each(findingKinds.map((kind) => [promises[kind], kind] as const))('%s', (_promise, kind) => {
    expect(findings.filter((finding) => finding.kind === kind)).toEqual([]);
  });
});
