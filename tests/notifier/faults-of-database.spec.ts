import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { Notification } from '../../apps/notifier/src/queue/index.ts';
import { FragileWire } from '../support/fragile-wire.ts';
import { createDatabase, startPostgres, type TestPostgres } from '../support/postgres.ts';
import type { OrderBuilder } from './orders-stand-in.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

let postgres: TestPostgres;
let world: NotifierWorld;
let wire: FragileWire;

beforeAll(async () => {
  postgres = await startPostgres();
  const database = await createDatabase(postgres.adminUrl);
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
  wire = await FragileWire.to(Number(new URL(database.serviceUrl).port));
}, 60_000);

afterAll(async () => {
  await world.end();
  wire.close();
  await postgres.stop();
});

afterEach(() => world.stopNotifiers());

/** The same database, over a wire that breaks. */
function fragileUrl(): string {
  const url = new URL(world.databaseUrl);
  url.port = String(wire.port);
  return url.toString();
}

async function isToldOnce(order: OrderBuilder, customer: ReturnType<typeof someone>): Promise<void> {
  expect((await world.settled(order, 2)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'email sent',
    'sms sent',
  ]);
  expect(world.smtp.mailsTo(customer.email)).toHaveLength(1);
  expect(world.twilio.textsTo(customer.phone)).toHaveLength(1);
}

describe("a message leaves once, though the database's answer is lost", () => {
  it.each([
    ['when it was ingested', 'INSERT INTO notifier.inbox', 1],
    ['when it was written that it leaves', '"attempted_at":', 2],
    ['when it was written that it was sent', '"sent_at":', 2],
  ])('%s', async (_moment, request, times) => {
    const notifier = await world.start({ databaseUrl: fragileUrl() });
    const [customer, before] = [someone(), wire.breaks];
    const order = world.place('pickup', customer);
    wire.losesAnswersTo(request, times);
    const event = order.moveTo('ready');
    await notifier.publish(event).catch(() => notifier.publish(event));
    await isToldOnce(order, customer);
    expect(wire.breaks - before).toBe(times);
  });
});

describe('a message that its own notifier lost out of its hands while it was being sent', () => {
  it('is given up once its lease is over, and not left so for ever: the text is looked up and sent, the e-mail is listed', async () => {
    const [busy, lost] = [world.place('pickup'), world.place('pickup')];
    const asleep = await world.start({ holdMs: 600_000 });
    await asleep.publish(lost.moveTo('ready'));
    await world.stopNotifiers();
    const notifier = await world.start();
    const answered = Promise.withResolvers<undefined>();
    world.twilio.failure = { kind: 'held', until: answered.promise };
    await notifier.publish(busy.moveTo('ready'));
    const ownerOf = async (): Promise<string | null> =>
      (await world.notificationsOf(busy)).find(({ channel }) => channel === 'sms')?.leaseOwner ?? null;
    await eventually('the notifier is about a text', async () => (await ownerOf()) !== null);
    const leaseOwner = await ownerOf();
    world.twilio.failure = { kind: 'none' };
    answered.resolve(undefined);
    const now = new Date();
    await world.dataSource
      .getRepository(Notification)
      .update(
        { orderId: lost.id },
        { state: 'sending', dueAt: null, attempts: 1, attemptedAt: now, leaseOwner, leaseUntil: now },
      );
    expect((await world.settled(lost, 2)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'email unknown',
      'sms sent',
    ]);
  });
});
