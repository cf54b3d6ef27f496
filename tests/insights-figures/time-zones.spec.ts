import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { editRestaurantSchema } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { freshDatabase } from '../support/postgres.ts';

// Real here: PostgreSQL, by whose clock days are counted; windows and pages go by Node's.
let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: (await freshDatabase()).adminUrl });
  await owner.connect();
});
afterAll(() => owner.end());

/** Names without a place, of the IANA database and of ICU. */
const short = [
  'Cuba',
  'Egypt',
  'Eire',
  'GB',
  'Hongkong',
  'Iran',
  'Israel',
  'Japan',
  'NZ',
  'PRC',
  'ROC',
  'ROK',
]
  .concat([
    'Singapore',
    'Turkey',
    'UCT',
    'UTC',
    'GMT',
    'Zulu',
    'W-SU',
    'EST5EDT',
    'GMT+0',
    'EST',
    'MST',
    'HST',
  ])
  .concat(['CET', 'EET', 'MET', 'WET', 'ACT', 'AET', 'ART', 'AST', 'BST', 'CST', 'EAT', 'IST', 'JST', 'NST'])
  .concat(['PST', 'SST', 'VST', '+08:00', '-03']);
const moments = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'];

const shown = (at: string, timeZone: string): string =>
  new Date(at).toLocaleString('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });

describe('a time zone that a restaurant may set', () => {
  it('is the same to PostgreSQL as to Node, in winter and summer', async () => {
    const taken = [...Intl.supportedValuesOf('timeZone'), ...short].filter(
      (timezone) => editRestaurantSchema.safeParse({ timezone }).success,
    );
    expect(taken.length).toBeGreaterThan(400);
    const { rows } = await owner.query<{ zone: string; at: string; local: string }>(
      sql`SELECT zone, at, to_char(at::timestamptz AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI') AS local
        FROM unnest(${taken}::text[]) AS zone, unnest(${moments}::text[]) AS at`,
    );
    expect(rows.filter(({ zone, at, local }) => shown(at, zone) !== local)).toEqual([]);
  });
});
