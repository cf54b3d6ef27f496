import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'security.md'), 'utf8');

/** The links of a piece of Markdown to tests: specs, and folders of them. */
const testsIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => target.endsWith('.spec.ts') || target.startsWith('../tests'));

/** Whether there is such a spec, or a folder that holds some. */
function isTest(path: string): boolean {
  const file = join(docs, path);
  if (!existsSync(file)) return false;
  return statSync(file).isDirectory()
    ? readdirSync(file).some((name) => name.endsWith('.spec.ts'))
    : file.endsWith('.spec.ts');
}

describe('The page about security', () => {
  const [, table = ''] = /^## Promises[^\n]*\n(.*?)^## /ms.exec(page) ?? [];
  /** The cells of each promise, below the table's head. */
  const promises = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  it('names no test that is not there', () => {
    const named = testsIn(page);
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((path) => !isTest(path))).toEqual([]);
  });

  it('names a test for every promise', () => {
    expect(promises.length).toBeGreaterThan(12);
    const bare = promises.filter(([, , proof = '']) => testsIn(proof).length === 0 && proof !== 'the same');
    expect(bare.map(([, promise]) => promise)).toEqual([]);
  });
});
