import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withFigures } from './benchmarks-page.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/benchmarks.md'), 'utf8');

describe('the page of benchmarks', () => {
  it('takes new figures in place of the old ones, and keeps its words', () => {
    const once = withFigures(page, 'the first figures');
    const twice = withFigures(once, 'the second figures');

    expect(twice).toBe(once.replace('the first figures', 'the second figures'));
    expect(withFigures(twice, 'the first figures')).toBe(once);
    expect(once.startsWith(page.split('<!--', 1)[0] ?? '?')).toBe(true);
  });

  it('is not written to where it has lost its place for figures', () => {
    expect(() => withFigures('# Benchmarks', 'figures')).toThrow('no place for figures');
  });
});
