import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const assets = join(import.meta.dirname, '../../dist/apps/web/assets');

describe('what the pages are built into', () => {
  it('has the limits of the contracts, and not what checks bodies by them', async () => {
    const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
    const scripts = await Promise.all(names.map((name) => readFile(join(assets, name), 'utf8')));
    expect(names.filter((_, index) => /\bZod[A-Z]|_zod\b/.test(scripts[index] ?? ''))).toEqual([]);
    expect(scripts.some((script) => script.includes('uncollected_minutes'))).toBe(true);
  });
});
