import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type AccountEmailFacts, AccountEmailKind, type ExportedCustomer } from '#libs/contracts';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

// Real here: PostgreSQL, SMTP, HTTP and Nest. The order's side is a stand-in.
let world: NotifierWorld;
/** Lines of the log, each as it was written. */
let lines: Record<string, unknown>[];

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);
afterAll(() => world.end());
beforeEach(async () => {
  lines = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  await world.start({ logger: pino({ level: 'warn' }, { write }) });
});
afterEach(async () => {
  await world.stopNotifiers();
  await heal();
});

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  world.dataSource.query<Row[]>(text, values);

const nobody: ExportedCustomer = { order_ids: [], account_email_ids: [], numbers: [] };

const mailTo = (email: string): AccountEmailFacts => ({
  kind: AccountEmailKind.ResetPassword,
  email,
  name: 'Ana',
  locale: 'en',
  restaurant: null,
  link: 'https://track.example/account#reset',
  valid_minutes: 60,
});

/** From now on PostgreSQL refuses this change of this mail's row. */
async function refuse(change: 'INSERT' | 'UPDATE', id: string): Promise<void> {
  await rows(`
    CREATE FUNCTION notifier.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'this one is refused'; END $$`);
  await rows(`
    CREATE TRIGGER refuse BEFORE ${change} ON notifier.letters FOR EACH ROW
      WHEN (NEW.id = '${id}') EXECUTE FUNCTION notifier.refuse()`);
}

const heal = (): Promise<unknown[]> => rows('DROP FUNCTION IF EXISTS notifier.refuse() CASCADE');

/** Resolves with the one line about a task, once it is there. */
async function lineAbout(task: string): Promise<Record<string, unknown> | undefined> {
  const found = (): Record<string, unknown>[] => lines.filter(({ task_id }) => task_id === task);
  await eventually(`a line about ${task}`, () => found().length > 0);
  expect(found()).toHaveLength(1);
  return found()[0];
}

describe('An export that fails', () => {
  it('holds up no other, and the log names it and says why, once', async () => {
    const failing = world.orders.wantHopelessExport('failing');
    for (let round = 0; round < 3; round += 1) expect(await world.orders.wantExport(nobody)).toHaveLength(1);
    expect(await lineAbout(failing)).toMatchObject({
      task: 'export',
      reason: 'OrdersUnavailableError: orders answered 500',
      msg: 'A pending task could not be done; trying again.',
    });
    expect(lines.filter(({ msg }) => String(msg).includes('orders cannot be asked'))).toEqual([]);
    world.orders.dropExport(failing);
  });

  it('or that is never answered holds up neither others nor mails', async () => {
    const silent = world.orders.wantHopelessExport('silent');
    await eventually('it was begun', () => world.orders.exportsAsked.has(silent));
    const { email } = someone();
    world.orders.wantAccountEmail(mailTo(email));
    expect(await world.orders.wantExport(nobody)).toHaveLength(1);
    await eventually('the mail is sent', () => world.smtp.mailsTo(email).length === 1);
    // It may have been given up for this round meanwhile, and is then tried again.
    expect(lines.filter(({ task_id }) => task_id !== silent)).toEqual([]);
    world.orders.dropExport(silent);
  });
});

describe('A person who cannot be erased', () => {
  it('holds up nobody else, and is erased once it is possible', async () => {
    const [hopeless, possible] = [randomUUID(), randomUUID()];
    const stuck = world.orders.wantAccountEmail(mailTo(someone().email));
    await eventually('the mail is sent', async () => (await sentAs(stuck)) !== null);
    await refuse('UPDATE', stuck);
    world.orders.erasures = [
      { erasure_id: hopeless, order_ids: [], account_email_ids: [stuck] },
      { erasure_id: possible, order_ids: [], account_email_ids: [randomUUID()] },
    ];
    const waiting = (): string[] => world.orders.erasures.map(({ erasure_id }) => erasure_id);
    await eventually('the other is erased', () => waiting().join() === hopeless);
    expect(await world.orders.wantExport(nobody)).toHaveLength(1);
    expect(await lineAbout(hopeless)).toMatchObject({
      task: 'erasure',
      reason: expect.stringContaining('this one is refused'),
    });
    await heal();
    await eventually('the first is erased too', () => waiting().length === 0);
    expect(await sentAs(stuck)).toBeNull();
  });
});

describe('A mail about an account that cannot be taken over', () => {
  it('holds up no other, and is named in the log', async () => {
    const [first, second] = [someone(), someone()];
    const refused = randomUUID();
    await refuse('INSERT', refused);
    world.orders.wantAccountEmail(mailTo(first.email), refused);
    world.orders.wantAccountEmail(mailTo(second.email));
    await eventually('the other is sent', () => world.smtp.mailsTo(second.email).length === 1);
    expect(await lineAbout(refused)).toMatchObject({ task: 'account email' });
    expect(world.orders.accountEmailsWaiting).toEqual([refused]);
    await heal();
    await eventually('it is sent too', () => world.smtp.mailsTo(first.email).length === 1);
  });
});

/** The provider's id of a mail, or null where there is none (any more). */
async function sentAs(id: string): Promise<string | null> {
  const [row] = await rows<{ provider_id: string | null }>(
    'SELECT provider_id FROM notifier.letters WHERE id = $1',
    [id],
  );
  return row?.provider_id ?? null;
}
