import { beforeAll, describe, expect, it } from '@jest/globals';
import { migrateOrders } from '../../apps/orders/src/platform/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { type CommandEnd, runCommand } from './command.ts';

// Real here: the built command, and PostgreSQL.
let verify: (...args: readonly string[]) => Promise<CommandEnd>;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  verify = (...args) => runCommand('history-verify', args, { DATABASE_URL: serviceUrl });
}, 60_000);

describe('npm run history:verify', () => {
  it('has nothing to go on from where there is no history', async () => {
    expect(await verify()).toEqual({ code: 0, out: 'Intact: 0 orders with 0 entries.\n', errors: '' });
  });

  it('refuses what is no head, and says what one is', async () => {
    const { code, out, errors } = await verify('--since', 'yesterday');
    expect([code, out]).toEqual([1, '']);
    expect(errors).toMatch(
      /^error: option '--since <head>' argument 'yesterday' is invalid\. "yesterday" is no/,
    );
    expect(errors).toContain('a time, an order, a version and a hash, parted by "/"');
  });

  it('refuses a head of another history', async () => {
    const head = `2026-01-05T14:00:00.000Z/0190a000-0000-7000-8000-000000000001/2/${'0a'.repeat(32)}`;
    const { code, errors } = await verify('--since', head);
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^version 2 of the order 0190a000-\S+, which was proven last, is not in this history/,
    );
  });
});
