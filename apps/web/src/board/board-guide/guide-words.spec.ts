import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { advice, remarks } from './guide-words.ts';

const page = readFileSync(new URL('../../../../../docs/staff.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \| (.+?) \|$/gm)].map(([, want, act]) => [want, act]).slice(1);
const paragraphs = page.split('\n\n').map((text) => text.replaceAll('\n', ' ').trim());

describe('the guide on the board and on paper', () => {
  it('says what docs/staff.md says', () => {
    expect(advice).toEqual(rows);
    for (const remark of remarks) expect(paragraphs).toContain(remark);
  });
});
