import { posix } from 'node:path';
import type { Files } from './documents.ts';

const statement = /^(?:import|export)\s+(?:type\s+)?(?:\*|\{([^}]*)\})\s+from\s+'([^']+)'/gm;

/** Names that come from a place; all that it has where they are not named. */
interface Passage {
  readonly names: readonly string[] | 'all';
  readonly from: string;
}

/** Whether one file imports the other, by its own path or by a name that an `index.ts` hands on. */
export const isImportedBy = (importer: string, file: string, files: Files): boolean =>
  passagesOf(importer, files).some((passage) => leadsTo(passage, file, files));

function passagesOf(file: string, files: Files): readonly Passage[] {
  return [...(files.get(file) ?? '').matchAll(statement)].map(([, names, specifier = '']) => ({
    names: names === undefined ? 'all' : namesIn(names),
    from: placeOf(specifier, file),
  }));
}

const namesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim().replace(/^type\s+/, ''))
    .map((name) => name.replace(/\s+as\s+.*$/, ''))
    .filter((name) => name !== '');

const placeOf = (specifier: string, importer: string): string =>
  specifier.startsWith('#libs/')
    ? `${specifier.slice(1)}/src/index.ts`
    : posix.join(posix.dirname(importer), specifier);

function leadsTo({ names, from }: Passage, file: string, files: Files): boolean {
  if (from === file) return names === 'all' || names.some((name) => declares(file, name, files));
  if (posix.basename(from) !== 'index.ts') return false;
  return passagesOf(from, files).some((next) => leadsTo(narrowed(next, names), file, files));
}

/** What is asked for of what a file hands on. */
function narrowed({ names, from }: Passage, wanted: Passage['names']): Passage {
  if (wanted === 'all') return { names, from };
  return { names: names === 'all' ? wanted : names.filter((name) => wanted.includes(name)), from };
}

const declares = (file: string, name: string, files: Files): boolean =>
  new RegExp(
    `^export (?:declare )?(?:abstract )?(?:async )?(?:class|const|function|interface|type) ${name}\\b`,
    'm',
  ).test(files.get(file) ?? '');
