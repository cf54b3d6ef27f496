import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { builtProgram, bundleOf, sourcesFile } from './built-program.ts';

let dist: string;
let bundle: string;
const parts = ['apps/orders/src/main.js', 'libs/contracts/src/index.js'];
/** In seconds. */
const builtAt = 1_700_000_000;

/** @param at when it was written */
function write(file: string, text: string, at: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, at, at);
}

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'passline-built-'));
  bundle = bundleOf(dist, 'orders');
  for (const part of parts) write(join(dist, part), '', builtAt - 1);
  write(bundle, '', builtAt);
  const fromThere = parts.map((part) => join('../../../..', part));
  write(join(dirname(bundle), sourcesFile), JSON.stringify(fromThere), builtAt + 1);
});
afterEach(() => rmSync(dist, { recursive: true }));

describe('A program that was built', () => {
  it('is started by its bundle', () => {
    expect(builtProgram(dist, 'orders')).toBe(bundle);
  });

  it.each([
    ['one of its parts was compiled since', () => write(join(dist, parts[1]!), '', builtAt + 1)],
    ['one of its parts is gone', () => rmSync(join(dist, parts[0]!))],
    ['there is none', () => rmSync(bundle)],
    ['nobody has written down its parts', () => rmSync(join(dirname(bundle), sourcesFile))],
  ])('is not started where %s', (_, spoil) => {
    spoil();
    expect(() => builtProgram(dist, 'orders')).toThrow(/run "npm run build"$/);
  });
});
