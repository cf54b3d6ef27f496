import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { entriesInPart, type ExportPart, AccountEmailKind } from '#libs/contracts';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

// Real here: PostgreSQL, SMTP, HTTP, Nest and the event log. Twilio and the order's side are stand-ins.
let world: NotifierWorld;

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);
afterAll(() => world.end());
afterEach(() => world.stopNotifiers());

const here = randomUUID();

const only = ([part, ...others]: readonly ExportPart[]): ExportPart => {
  if (part === undefined || others.length > 0)
    throw new Error(`handed in were ${String(others.length + (part === undefined ? 0 : 1))} parts`);
  return part;
};

describe('Whoever takes their data along', () => {
  it('is told of every message and mail, what came of it, and what was said of texts to their number; of nobody else’s', async () => {
    const notifier = await world.start();
    const [ana, ben] = [someone(), someone()];
    await world.consents.optOut(ana.phone, 'STOP');
    await world.consents.optOut(ben.phone, 'STOP');
    await world.consents.record(
      { phone: ana.phone, restaurantId: randomUUID() },
      { wanted: true, source: 'of a restaurant elsewhere' },
    );
    await world.consents.record(
      { phone: ben.phone, restaurantId: here },
      { wanted: true, source: 'of someone else' },
    );
    await world.consents.record(
      { phone: ana.phone, restaurantId: here },
      { wanted: false, source: 'of this restaurant' },
    );
    const [hers, his] = [world.place('pickup', ana), world.place('pickup', ben)];
    await notifier.publish(hers.moveTo('ready'), his.moveTo('ready'));
    await Promise.all([world.settled(hers, 2), world.settled(his, 2)]);
    await notifier.publish(hers.recall());
    await world.settled(hers, 4);
    const accountEmail = world.orders.wantAccountEmail({
      kind: AccountEmailKind.ResetPassword,
      email: ana.email,
      name: 'Ana',
      locale: 'en',
      restaurant: null,
      link: 'https://track.example/account#reset',
      valid_minutes: 60,
    });
    await eventually(
      'the mail is sent',
      async () =>
        (
          await world.dataSource.query<unknown[]>(
            `SELECT FROM notifier.letters WHERE id = $1 AND state = 'sent'`,
            [accountEmail],
          )
        ).length === 1,
    );

    const { messages, letters, text_consents } = only(
      await world.orders.wantExport({
        order_ids: [hers.id],
        account_email_ids: [accountEmail],
        numbers: [{ restaurant_id: here, phone: ana.phone }],
      }),
    );

    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    const about = { order_id: hers.id, order_number: 'ONLINE-000042', moment: 'ready', created_at: at };
    const sent = { state: 'sent', why: null, sent_at: at };
    const dropped = { state: 'dropped', why: 'opted_out', sent_at: null };
    expect(
      messages.toSorted(
        (one, other) =>
          Number(one.takes_back) - Number(other.takes_back) || one.channel.localeCompare(other.channel),
      ),
    ).toEqual([
      { ...about, ...sent, channel: 'email', takes_back: false },
      { ...about, ...dropped, channel: 'sms', takes_back: false },
      { ...about, ...sent, channel: 'email', takes_back: true },
      {
        ...about,
        state: 'dropped',
        why: expect.any(String),
        sent_at: null,
        channel: 'sms',
        takes_back: true,
      },
    ]);
    expect(letters).toEqual([{ letter_id: accountEmail, ...sent, created_at: at }]);
    const said = { phone: ana.phone, wanted: false, recorded_at: at };
    expect(text_consents).toEqual([
      { ...said, source: 'STOP', restaurant_id: null },
      { ...said, source: 'of this restaurant', restaurant_id: here },
    ]);
  });

  it('is told of nothing where there is nothing, and one who has given up waiting holds up nobody', async () => {
    await world.start();
    world.orders.wantHopelessExport('given up');
    expect(
      await world.orders.wantExport({
        order_ids: [randomUUID()],
        account_email_ids: [randomUUID()],
        numbers: [{ restaurant_id: here, phone: '+639170000000' }],
      }),
    ).toEqual([{ part: 0, messages: [], letters: [], text_consents: [] }]);
  });

  it('is told of all there is, however much', async () => {
    const count = 2 * entriesInPart + 1;
    const { phone } = someone();
    await world.dataSource.query(
      `INSERT INTO notifier.consents (phone, restaurant_id, wanted, source, recorded_at) SELECT $1, NULL, n % 2 = 0, 'START', now() + n * interval '1 second' FROM generate_series(1, $2::int) AS n`,
      [phone, count],
    );
    await world.start();
    const parts = await world.orders.wantExport({
      order_ids: [],
      account_email_ids: [],
      numbers: [
        { restaurant_id: here, phone },
        { restaurant_id: randomUUID(), phone },
      ],
    });
    expect(parts.map(({ part, text_consents }) => [part, text_consents.length])).toEqual([
      [0, entriesInPart],
      [1, entriesInPart],
      [2, 1],
    ]);
    expect(
      new Set(parts.flatMap(({ text_consents }) => text_consents.map(({ recorded_at }) => recorded_at))).size,
    ).toBe(count);
  });
});
