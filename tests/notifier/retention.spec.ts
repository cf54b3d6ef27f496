import { randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { AccountEmailKind } from '#libs/contracts';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

// Real here: PostgreSQL, HTTP, Nest, the event log and the mailbox's files. Time is moved by dating back.
let world: NotifierWorld;

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);
afterAll(() => world.end());
afterEach(() => world.stopNotifiers());

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  world.dataSource.query<Row[]>(text, values);
const mailboxFiles = (): Promise<string[]> => readdir(join(world.folder, 'mailbox')).catch(() => []);
const withMailbox = (): ReturnType<NotifierWorld['start']> => world.start({ mailbox: true, environment: {} });

/** One event with one message in a state, as old as that; named by what is to become of it. */
async function event(name: string, age: string, state: string, why: string | null = null): Promise<void> {
  await rows(
    `WITH event AS (INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at) VALUES ($1, gen_random_uuid(), gen_random_uuid(), 2, 'x', now() - $2::interval) RETURNING *)
    INSERT INTO notifier.notifications (id, event_id, channel, order_id, restaurant_id, order_number, version, moment, state, why, due_at, deadline_at, created_at)
    SELECT gen_random_uuid(), event_id, 'email', order_id, restaurant_id, 'X', version, 'ready', $3, $4, CASE WHEN $3 = 'held' THEN now() + interval '1 day' END, now() + interval '2 days', received_at FROM event`,
    [name, age, state, why],
  );
}

describe('What is kept of messages', () => {
  it('goes a month after they ended, three months where nobody has decided; what still waits stays', async () => {
    await event('sent lately', '29 days', 'sent');
    await event('sent long ago', '31 days', 'sent');
    await event('dropped long ago', '31 days', 'dropped', 'recalled');
    await event('dead lately', '89 days', 'dead', 'refused');
    await event('dead long ago', '91 days', 'dead', 'refused');
    await event('unknown long ago', '91 days', 'unknown');
    await event('held for ever', '200 days', 'held');
    await rows(`INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
      SELECT 'without a message ' || age, gen_random_uuid(), gen_random_uuid(), 1, 'x', now() - age * interval '1 day' FROM unnest(ARRAY[29, 31]) AS age`);
    await rows(
      `INSERT INTO notifier.letters (id, state, deadline_at, created_at) SELECT gen_random_uuid(), 'sent', now(), now() - age * interval '1 day' FROM unnest(ARRAY[29, 31]) AS age`,
    );
    await world.start();
    await eventually(
      'the first round is over',
      async () => (await rows('SELECT FROM notifier.letters')).length === 1,
    );
    const left = await rows<{ event_id: string }>('SELECT event_id FROM notifier.inbox ORDER BY 1');
    expect(left.map(({ event_id }) => event_id)).toEqual([
      'dead lately',
      'held for ever',
      'sent lately',
      'without a message 29',
    ]);
    expect(await rows('SELECT FROM notifier.notifications')).toHaveLength(3);
  });

  it('goes though another kind cannot be removed now, which the log names', async () => {
    await event('cannot be removed', '31 days', 'sent');
    await rows(`
      CREATE FUNCTION notifier.refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'this one is refused'; END $$`);
    await rows(`
      CREATE TRIGGER refuse BEFORE DELETE ON notifier.notifications FOR EACH ROW
        WHEN (OLD.event_id = 'cannot be removed') EXECUTE FUNCTION notifier.refuse()`);
    await rows(
      `INSERT INTO notifier.letters (id, state, deadline_at, created_at) VALUES (gen_random_uuid(), 'sent', now(), now() - interval '31 days')`,
    );
    const old = (): Promise<unknown[]> =>
      rows(`SELECT FROM notifier.letters WHERE created_at < now() - interval '30 days'`);
    const lines: string[] = [];
    await world.start({ logger: pino({ level: 'warn' }, { write: (line) => void lines.push(line) }) });
    await eventually('old account emails are gone', async () => (await old()).length === 0);
    expect(lines.join('')).toMatch(/this one is refused.*retention of notifier\.notifications failed/);
    await rows('DROP FUNCTION notifier.refuse() CASCADE');
  });

  it('opt-outs stay for as long as they hold', async () => {
    const { phone } = someone();
    await rows(
      `INSERT INTO notifier.consents (phone, wanted, source, recorded_at) VALUES ($1, false, 'STOP', now() - interval '9 years')`,
      [phone],
    );
    await world.start();
    expect(await world.consents.allows({ phone, restaurantId: randomUUID() })).toBe(false);
  });
});

describe('The mailbox', () => {
  it('keeps files for a week', async () => {
    const notifier = await withMailbox();
    const order = world.place('pickup');
    await notifier.publish(order.moveTo('ready'));
    await world.settled(order, 2);
    expect(await mailboxFiles()).toHaveLength(3);
    await world.stopNotifiers();
    const [first = '', ...others] = await mailboxFiles();
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 3_600_000);
    for (const file of others) await utimes(join(world.folder, 'mailbox', file), daysAgo(8), daysAgo(8));
    await utimes(join(world.folder, 'mailbox', first), daysAgo(6), daysAgo(6));
    await withMailbox();
    await eventually('old files are gone', async () => (await mailboxFiles()).length === 1);
    expect(await mailboxFiles()).toEqual([first]);
  });
});

describe('Whoever is to be forgotten', () => {
  it('leaves no address, no link and no provider’s id; that they were notified stays, and others’ messages do', async () => {
    const notifier = await withMailbox();
    const [ana, ben] = [someone(), someone()];
    const [forgotten, kept] = [world.place('pickup', ana), world.place('pickup', ben)];
    await notifier.publish(forgotten.moveTo('ready'), kept.moveTo('ready'));
    const accountEmail = world.orders.wantAccountEmail({
      kind: AccountEmailKind.ResetPassword,
      email: ana.email,
      name: 'Ana',
      locale: 'en',
      restaurant: null,
      link: 'https://track.example/account#reset',
      valid_minutes: 60,
    });
    await Promise.all([world.settled(forgotten, 2), world.settled(kept, 2)]);
    await eventually(
      'the account email is sent',
      async () =>
        (await rows(`SELECT FROM notifier.letters WHERE id = $1 AND state = 'sent'`, [accountEmail]))
          .length === 1,
    );
    const page = async (): Promise<string> => (await fetch(`${notifier.url}/mailbox`)).text();
    expect(await page()).toContain(ana.email);

    world.orders.erasures = [
      { erasure_id: randomUUID(), order_ids: [forgotten.id], account_email_ids: [accountEmail] },
    ];
    await eventually('orders knows that it is done', () => world.orders.erasures.length === 0);

    expect(await page()).not.toMatch(new RegExp(`${ana.email}|\\${ana.phone}|Set a new password`));
    expect(await page()).toContain(ben.email);
    expect(await mailboxFiles()).toHaveLength(4);
    const records = await rows<Record<string, unknown>>(
      'SELECT state, digest, callback_url, provider_id, last_error FROM notifier.notifications WHERE order_id = $1',
      [forgotten.id],
    );
    expect(records).toEqual(
      [1, 2].map(() => ({
        state: 'sent',
        digest: null,
        callback_url: null,
        provider_id: null,
        last_error: null,
      })),
    );
    expect((await world.notificationsOf(kept)).map(({ providerId }) => providerId)).not.toContain(null);
  });
});
