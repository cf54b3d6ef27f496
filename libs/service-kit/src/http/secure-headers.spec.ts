import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pagePolicy } from './secure-headers.ts';

describe('The policy of pages', () => {
  it('is the same where the edge serves them', () => {
    const edge = readFileSync(join(import.meta.dirname, '../../../../deploy/edge.conf'), 'utf8');
    expect(/Content-Security-Policy "(.*)"/.exec(edge)?.[1]).toBe(pagePolicy);
    expect(edge).toMatch(/Referrer-Policy no-referrer/);
  });
});
