import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { migrations as ofInsights } from '../../apps/insights/src/database/data-source.ts';
import { migrations as ofNotifier } from '../../apps/notifier/src/database/data-source.ts';
import { migrations as ofOrders } from '../../apps/orders/src/platform/database/migrate.ts';

const apps = join(import.meta.dirname, '../../apps');

/** The moment that each file is named by. */
const momentsIn = (folder: string): string[] =>
  readdirSync(join(apps, folder))
    .filter((file) => file.endsWith('.migration.ts'))
    .map((file) => basename(file).split('-')[0] ?? '');

describe.each([
  ['orders', 'orders/src/platform/database/migrations', ofOrders],
  ['the notifier', 'notifier/src/database', ofNotifier],
  ['insights', 'insights/src/database', ofInsights],
] as const)('the migrations of %s', (_, folder, migrations) => {
  const moments = migrations.map(({ name }) => name.slice(-13));

  it('are run, every file of them', () => {
    expect(moments.toSorted()).toEqual(momentsIn(folder).toSorted());
  });

  it('have each a moment of its own, and stand in that order', () => {
    expect(moments).toEqual([...new Set(moments)].toSorted());
  });
});
