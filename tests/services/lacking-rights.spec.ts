import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migrateOrders } from '../../apps/orders/src/index.ts';
import { createDatabase, startPostgres, type TestDatabase, type TestPostgres } from '../support/postgres.ts';
import { runCommand } from './command.ts';

// Real here: PostgreSQL, the roles in it, and the commands as they are built.
let postgres: TestPostgres;
let migrated: TestDatabase;
let empty: TestDatabase;
let robbed: TestDatabase;

async function asOwner(adminUrl: string, ...statements: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

/** @param of the role, with the password of all of them */
function urlOf(database: TestDatabase, of: string): string {
  const url = new URL(database.adminUrl);
  [url.username, url.password] = [of, 'passline'];
  return url.toString();
}

const makeRole = (role: string): string => `CREATE ROLE ${role} LOGIN PASSWORD 'passline'`;

async function migrateAll({ adminUrl }: TestDatabase, role: string): Promise<void> {
  const url = new URL(adminUrl);
  [url.username, url.password] = [role, 'passline'];
  await migrateOrders(adminUrl, url.toString());
  await migrateNotifier({ adminUrl, serviceRole: role });
}

beforeAll(async () => {
  postgres = await startPostgres();
  [migrated, empty, robbed] = [
    await createDatabase(postgres.adminUrl),
    await createDatabase(postgres.adminUrl),
    await createDatabase(postgres.adminUrl),
  ];
  const { adminUrl } = migrated;
  await asOwner(adminUrl, makeRole('stranger'), makeRole('of_notifier'));
  await asOwner(adminUrl, ...['unread', 'unlisted', 'untold'].map(makeRole));
  for (const role of ['unread', 'unlisted', 'untold', 'of_orders']) await migrateAll(migrated, role);
  await migrateNotifier({ adminUrl, serviceRole: 'of_notifier' });
  await asOwner(
    adminUrl,
    'REVOKE SELECT ON passline.migrations FROM unread',
    'REVOKE passline_notifier_dead_letters FROM unlisted',
    'REVOKE UPDATE ON notifier.notifications FROM untold',
    'REVOKE USAGE ON SCHEMA notifier FROM of_orders',
  );
  await migrateAll(robbed, 'passline');
  await asOwner(robbed.adminUrl, 'DROP TABLE notifier.letters CASCADE');
}, 60_000);
afterAll(() => postgres.stop());

const deadLetters = ['dead-letters', 'list'] as const;
const mend = 'run "npm run migrate" with this role in DATABASE_URL, or name the service\'s role';

describe('a command that lacks something in the database says what, in one line', () => {
  it.each<[string, readonly [string, ...string[]], () => string, RegExp]>([
    [
      'a role without rights',
      deadLetters,
      () => urlOf(migrated, 'stranger'),
      /its role "stranger" may not use the schema "passline"/,
    ],
    [
      'a role without rights',
      ['history-verify'],
      () => urlOf(migrated, 'stranger'),
      /its role "stranger" may not use the schema "passline"/,
    ],
    [
      'a role without rights',
      ['admin', 'rotate-keys'],
      () => urlOf(migrated, 'stranger'),
      /its role "stranger" may not use the schema "passline"/,
    ],
    [
      "the notifier's role",
      deadLetters,
      () => urlOf(migrated, 'of_notifier'),
      /its role "of_notifier" may not use the schema "passline"/,
    ],
    [
      "orders' role",
      deadLetters,
      () => urlOf(migrated, 'of_orders'),
      /its role "of_orders" may not use the schema "notifier"/,
    ],
    [
      'a role that may not read what was migrated',
      deadLetters,
      () => urlOf(migrated, 'unread'),
      /may not SELECT passline\.migrations/,
    ],
    [
      'a role without a narrow one',
      deadLetters,
      () => urlOf(migrated, 'unlisted'),
      /may not take on passline_notifier_dead_letters/,
    ],
    [
      'a role without a right',
      deadLetters,
      () => urlOf(migrated, 'untold'),
      /may not UPDATE notifier\.notifications/,
    ],
  ])('with %s: %s', async (_whose, [command, ...args], url, lacks) => {
    const { code, out, errors } = await runCommand(command, args, { DATABASE_URL: url() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toMatch(lacks);
    expect(errors).toMatch(/^DATABASE_URL: [^\n]* in the database "test_\w+"; [^\n]*\n$/);
    expect(errors).toContain(mend);
  });

  it.each([
    [
      'of the wrong database',
      () => empty.serviceUrl,
      /^DATABASE_URL: the database "test_\w+" has no schema "passline"; run "npm run migrate", or name the database that has it\n$/,
    ],
    [
      'whose table is gone',
      () => robbed.serviceUrl,
      /^DATABASE_URL: the schema "notifier" of the database "test_\w+" has lost letters, [^\n]*\n$/,
    ],
  ])('with the URL %s', async (_which, url, line) => {
    expect(await runCommand('dead-letters', ['list'], { DATABASE_URL: url() })).toEqual({
      code: 1,
      out: '',
      errors: expect.stringMatching(line),
    });
  });

  it('and lists where nothing is missing', async () => {
    await migrateAll(migrated, 'passline');
    expect(await runCommand('dead-letters', ['list'], { DATABASE_URL: migrated.serviceUrl })).toEqual({
      code: 0,
      out: 'No dead letters.\n',
      errors: '',
    });
  });

  it('where the owner is none', async () => {
    const settings = { DATABASE_URL: empty.serviceUrl, DATABASE_ADMIN_URL: urlOf(empty, 'stranger') };
    expect((await runCommand('migrate', [], settings)).errors).toMatch(
      /^DATABASE_ADMIN_URL: permission denied [^\n]*\n$/,
    );
  });
});
