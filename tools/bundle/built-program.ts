import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** Beside a bundle: the compiled files it was made of, by their paths from there. */
export const sourcesFile = 'sources.json';
const sourcesSchema = z.array(z.string());

/** Where a program's bundle is. @param dist the folder of the build */
export const bundleOf = (dist: string, program: string): string =>
  join(dist, 'apps', program, 'src/bundle/main.js');

/**
 * A program's bundle, to be started: one that is older than what it is made of would run what the code no
 * longer says, as after a compilation alone.
 * @param dist the folder of the build
 * @throws Error that says what to do
 */
export function builtProgram(dist: string, program: string): string {
  const bundle = bundleOf(dist, program);
  const writtenAt = timeOf(bundle);
  const newer = sourcesOf(bundle).find((part) => !(timeOf(part) <= writtenAt));
  if (newer === undefined) return bundle;
  throw new Error(`${bundle} is not made of what is there now, such as ${newer}: run "npm run build"`);
}

/** Nothing was made where it is not there, and nothing is as old. */
const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? NaN;

function sourcesOf(bundle: string): readonly string[] {
  const list = join(dirname(bundle), sourcesFile);
  if (Number.isNaN(timeOf(list))) return [list];
  const parts = sourcesSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  return [bundle, ...parts.map((part) => join(dirname(bundle), part))];
}
