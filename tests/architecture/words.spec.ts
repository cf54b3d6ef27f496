import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { publicNames } from './public-names.ts';

const repository = join(import.meta.dirname, '../..');

/** Words of our own that the field has better ones for; docs/glossary.md says which. */
const retired: readonly (readonly string[])[] = [
  ...[
    'errand',
    'errands',
    'letter',
    'letters',
    'greeter',
    'greet',
    'greeting',
    'curfew',
    'desk',
    'walls',
    'walled',
  ],
  ...[
    'turn',
    'turns',
    'within',
    'telling',
    'told',
    'traces',
    'parts',
    'ground',
    'ears',
    'terms',
    'surroundings',
    'entry',
    'outlived',
  ],
].map((word) => [word]);
const retiredPairs = [
  ['front', 'door'],
  ['flood', 'gate'],
  ['take', 'in'],
  ['hand', 'back'],
  ['hand', 'out'],
  ['answer', 'services'],
  ['forget', 'outlived'],
] as const;

/** Kafka's own word; and screens on a restaurant's wall, which the API names so. */
const isTheFields = (words: readonly string[], at: number): boolean =>
  (words[at]?.startsWith('letter') === true && words[at - 1] === 'dead') ||
  (words[at] === 'walls' && ['restaurant', 'manage'].includes(words[at - 1] ?? ''));

/** Names that others have given. */
const given: Readonly<Record<string, string>> = {
  'libs/tracker/src/connection/machine-runner.ts: entry (entry)': 'what XState calls it in a machine',
};

const wordsOf = (name: string): string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());

function retiredIn(name: string): string[] {
  const words = wordsOf(name);
  const runs = [...retired, ...retiredPairs];
  return words.flatMap((_, at) =>
    runs
      .filter((run) => run.every((word, offset) => words[at + offset] === word))
      .filter(() => !isTheFields(words, at))
      .map((run) => run.join(' ')),
  );
}

/** As "turns" is of "turn". */
const isFormOf = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** What a database has run keeps the name under which it did. */
const isMigration = (file: string): boolean => file.endsWith('.migration.ts');

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'apps', 'libs', 'tools', 'clients', 'tests'],
  {
    cwd: repository,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !isMigration(file));

describe('public names', () => {
  it('are made of the field’s words, and of none that was retired', () => {
    const found = files.flatMap((file) =>
      publicNames(readFileSync(join(repository, file), 'utf8'))
        .filter((name) => !/\d{13}$/.test(name))
        .flatMap((name) => retiredIn(name).map((word) => `${file}: ${name} (${word})`)),
    );
    for (const folder of ['apps/', 'libs/', 'tools/', 'tests/'])
      expect(files.filter((file) => file.startsWith(folder)).length).toBeGreaterThan(60);
    expect(found).toEqual(Object.keys(given));
  });

  it('stand in folders and files that are named so too', () => {
    const found = files.flatMap((file) =>
      retiredIn(file.replace(/^[^/]+\//, '')).map((word) => `${file} (${word})`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['export class Greeter {}', 'greeter'],
    ['export const collectErrands = 1;', 'errands'],
    ['export type OrdersFrontDoor = 1;', 'front door'],
    ["export { takeInEvent } from './a.ts';", 'take in'],
    ["export { a as SendLetterParts } from './a.ts';", 'letter, parts'],
    ['export interface NewEntry {}', 'entry'],
    ['export class InTurn {}', 'turn'],
    ['export const ordersWithin = 1;', 'within'],
    ['export const { told, moments: [errand] } = one;', 'told, errand'],
    ['export async function* greet() {}', 'greet'],
    ['export class Metronome { async turn() {} }', 'turn'],
    ['export class Orders { readonly told = 1; get parts() {} static terms() {} }', 'told, parts, terms'],
    [
      'export class Orders { constructor(readonly ground: Ground, protected surroundings = 1) {} }',
      'ground, surroundings',
    ],
    ['export interface Security { readonly walled: string; within(): void }', 'walled, within'],
    ["export type Security = Other & { readonly of: { readonly 'walls': string } };", 'walls'],
    ["const one = z.object({}).meta({ id: 'ToldLetter' });", 'told, letter'],
    ["const one = z.array(z.string().meta({ title: 'One', id: 'HistoryEntry' }));", 'entry'],
  ])('would be refused in %j', (code, words) => {
    expect(publicNames(code).flatMap(retiredIn).join(', ')).toBe(words);
  });

  it.each(['tests/walls/fifty.spec.ts', 'tests/faults/told-moments.ts', 'libs/desk/src/index.ts'])(
    'would be refused in the path %s',
    (path) => {
      expect(retiredIn(path)).toHaveLength(1);
    },
  );

  it.each([
    'export class DeadLetter {}',
    'export const retryDeadLetters = 1;',
    'export const newsletter = 1;',
    'export const returned = 1;',
    'export class ManageWallsController {}',
    'export class Orders { #told = 1; private parts = 2; constructor(private readonly ground: 1, terms: 2) {} }',
    'export interface Wire { readonly letter_id: string }',
    'class Metronome { turn() {} }',
    'const one = { id: "ToldLetter" };',
  ])('may be as in %j', (code) => {
    expect(publicNames(code).flatMap(retiredIn)).toEqual([]);
  });
});

describe('the glossary', () => {
  const glossary = readFileSync(join(repository, 'docs/glossary.md'), 'utf8');

  const rows = glossary.split('\n').filter((line) => line.startsWith('| **'));
  /** What a word was called before, as in "flood gate, turns". */
  const retiredBy = (row: string): string[] =>
    (row.split('|').at(-2) ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');

  it('retires no word that may still be used, and has a better one for each that may not', () => {
    const named = rows.flatMap(retiredBy);
    expect(named.filter((name) => retiredIn(name).length === 0)).toEqual([]);
    const missing = [...retired, ...retiredPairs]
      .map((words) => words.join(' '))
      .filter((word) => !named.some((name) => isFormOf(name.replaceAll('-', ' '), word)));
    expect(missing).toEqual([]);
  });

  it('says where some thirty words live', () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
  });
});
