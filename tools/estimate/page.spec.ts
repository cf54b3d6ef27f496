import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withFigures } from './page.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/estimate.md'), 'utf8');

describe('the page of the estimate', () => {
  it('takes new figures in place of the old ones, and keeps its words', () => {
    const once = withFigures(page, 'the first figures');

    expect(withFigures(once, 'the second figures')).toBe(
      once.replace('the first figures', 'the second figures'),
    );
    expect(once.startsWith(page.split('<!--', 1)[0] ?? '?')).toBe(true);
    expect(once.endsWith(page.split('<!-- /figures -->').at(-1) ?? '?')).toBe(true);
  });

  it('is not written to where it has lost its place for figures', () => {
    expect(() => withFigures('# The estimate', 'figures')).toThrow('no place for figures');
  });
});
