import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { inAscii } from './in-ascii.ts';

const sources = [
  `'“Mabuhay” – ¿dónde?'`,
  '`Ana ${"é"} 🍜`',
  `/^[“”]+$/.test('“”')`,
  `/^[\\u{1F35C}🍲]$/u.test('🍲')`,
  `'\\\\é'`,
  `({ é: 1 }).é`,
  `(() => { const größe = 3; return größe; })()`,
  `((parts) => parts.join())\`naïve\``,
  `'plain'`,
];

describe('a program in ASCII', () => {
  it.each(sources)('means the same: %s', (source) => {
    const written = inAscii(source);
    expect(written).toMatch(/^[\0-\x7f]*$/);
    expect(runInNewContext(written)).toEqual(runInNewContext(source));
  });

  it.each(["'\\\\\\é'", '/\\“/', 'String.raw`é`'])('is refused where it would not: %s', (source) => {
    expect(() => inAscii(source)).toThrow('cannot be written in ASCII');
  });
});
