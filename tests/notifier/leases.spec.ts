import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import {
  type DueWork,
  Notification,
  NotificationQueue,
  Worker,
} from '../../apps/notifier/src/queue/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { NotifierWorld } from './notifier-world.ts';

// Real here: PostgreSQL, and the queue as two notifiers see it. Their clock is moved by hand.
const leaseMs = 1_500;
const start = new Date('2026-03-01T10:00:00.000Z').getTime();

let world: NotifierWorld;
let now: number;
let first: Notifier;
let second: Notifier;

/** The queue in one process. */
class Notifier {
  readonly worker = new Worker(() => new Date(now), { leaseMs, lookUpAfterMs: 0, graceMs: 0 });
  readonly queue = new NotificationQueue(world.service, this.worker);
  readonly due: DueWork<Notification> = this.queue.due('email');

  async take(): Promise<Notification> {
    const [message, ...others] = await this.due.take(8);
    if (message === undefined || others.length > 0) throw new Error('not one message was taken');
    return message;
  }
}

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);
afterAll(() => world.end());

beforeEach(async () => {
  now = start;
  [first, second] = [new Notifier(), new Notifier()];
  await world.dataSource.query('TRUNCATE notifier.inbox CASCADE');
  await world.dataSource.query(
    `WITH event AS (INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
       VALUES ('one', $1, $2, 2, 'x', $3) RETURNING *)
     INSERT INTO notifier.notifications (id, event_id, channel, order_id, restaurant_id, order_number, version, moment, state, due_at, deadline_at, created_at)
     SELECT $4, event_id, 'email', order_id, restaurant_id, 'X', version, 'ready', 'held', received_at, received_at + interval '1 day', received_at FROM event`,
    [randomUUID(), randomUUID(), new Date(start), randomUUID()],
  );
});

const row = (): Promise<Notification> =>
  world.dataSource.getRepository(Notification).findOneByOrFail({ channel: 'email' });

/** One notifier has taken the message, showed no sign of life, and the other has taken it over. */
async function takeOver(): Promise<Notification> {
  const message = await first.take();
  now += leaseMs + 1;
  await second.take();
  return message;
}

describe('A message that a notifier has in hand', () => {
  it('is nobody else’s until its lease is over, and then of whoever takes it', async () => {
    await first.take();
    now += leaseMs;
    expect(await second.due.take(8)).toEqual([]);
    now += 1;
    await second.take();
    expect((await row()).leaseOwner).toBe(second.worker.owner);
  });

  it('stays in hand as long as its notifier says so', async () => {
    const { id } = await first.take();
    now += leaseMs;
    await first.due.renew([id]);
    now += leaseMs;
    expect(await second.due.take(8)).toEqual([]);
  });
});

describe('A notifier whose message was taken over by another', () => {
  it('does not renew the other’s lease', async () => {
    const { id } = await takeOver();
    const before = await row();
    now += leaseMs / 2;
    await first.due.renew([id]);
    expect(await row()).toEqual(before);
  });

  it.each<[string, (queue: NotificationQueue, message: Notification) => Promise<boolean>]>([
    ['that it leaves', (queue, message) => queue.startSending(message)],
    ['that it waits', (queue, message) => queue.hold(message, new Date(now + 60_000))],
    ['that it was dropped', (queue, message) => queue.drop(message, 'recalled')],
    ['that a try failed', (queue, message) => queue.failBeforeSending(message, 'away', new Date(now))],
    ['that it was given up', (queue, message) => queue.bury(message, 'deadline', 'too late')],
    ['that it was sent', (queue, message) => queue.succeed(message, 'provider-1')],
    ['that nobody knows', (queue, message) => queue.doubt(message, 'no answer', null)],
  ])('does not write %s', async (_, step) => {
    const message = await takeOver();
    const before = await row();
    expect(await step(first.queue, message)).toBe(false);
    expect(await row()).toEqual(before);
  });

  it('nor what came of a send that the other has begun, who does', async () => {
    const message = await takeOver();
    const sending: Notification = { ...message, state: 'sending' };
    expect(await second.queue.startSending(message)).toBe(true);
    const before = await row();
    expect(await first.queue.succeed(sending, 'provider-1')).toBe(false);
    expect(await first.queue.sendAgain(sending, 'greylisted', new Date(now))).toBe(false);
    expect(await row()).toEqual(before);
    expect(await second.queue.succeed(sending, 'provider-2')).toBe(true);
    expect(await row()).toMatchObject({ state: 'sent', providerId: 'provider-2', leaseOwner: null });
  });

  it('gives up what the other lost while it was being sent, though it believes to have it in hand', async () => {
    const message = await takeOver();
    await second.queue.startSending(message);
    expect(await first.due.giveUpInterrupted([message.id])).toBe(0);
    now += leaseMs + 1;
    expect(await second.due.giveUpInterrupted([message.id])).toBe(0);
    expect(await first.due.giveUpInterrupted([message.id])).toBe(1);
    expect(await row()).toMatchObject({ state: 'unknown', leaseOwner: null });
  });
});
