import type { Files } from './documents.ts';
import { isImportedBy } from './imports.ts';

/** One row of a walk. */
interface Stop {
  /** Its place in the walk; null where one goes back to a file that was left. */
  readonly number: number | null;
  readonly file: string;
  /**
   * What leads here where no import does: a word of the file that leads here and, where it has another name
   * there, of the one that is come to.
   */
  readonly words: readonly string[];
}

export interface Walk {
  readonly stops: readonly Stop[];
  readonly files: number;
  readonly returns: number;
  /** Whether its head says how many there are. */
  readonly isCounted: boolean;
}

const row = /^\| (\d+|↩) \| \[[^\]]+\]\(([^)]+)\) \| ([^|]*) \| [^|]+ \|$/gm;

/** The walk below the heading that names it. @throws RangeError where there is none */
export function walkIn(page: string, name: string): Walk {
  const [, section] = new RegExp(`^### \`${name}\`(.*?)(?=^#|$(?![^]))`, 'ms').exec(page) ?? [];
  if (section === undefined) throw new RangeError(`there is no walk "${name}"`);
  const stops = [...section.matchAll(row)].map(([, number, file = '', words = '']) => ({
    number: number === '↩' ? null : Number(number),
    file,
    words: [...words.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  }));
  const files = new Set(stops.map(({ file }) => file)).size;
  const returns = stops.filter(({ number }) => number === null).length;
  const head = `${String(files)} files, ${String(returns)} turn-backs`;
  return { stops, files, returns, isCounted: section.includes(head) };
}

/** What is not true of a walk: each of its rows that is not there, or that nothing before it leads to. */
export function faultsOf(walk: Walk, files: Files): readonly string[] {
  const counted = walk.isCounted ? [] : ['its head states other counts than its rows'];
  const missing = walk.stops.filter(({ file }) => !files.has(file)).map(({ file }) => `${file} is not there`);
  return [...counted, ...missing, ...misnumbered(walk), ...unreached(walk, files)];
}

function misnumbered({ stops }: Walk): readonly string[] {
  const seen = new Set<string>();
  return stops.flatMap(({ number, file }) => {
    const isKnown = seen.has(file);
    seen.add(file);
    const expected = isKnown ? null : seen.size;
    return number === expected ? [] : [`${file} is to be ${isKnown ? '↩' : String(expected)}`];
  });
}

/**
 * Each file is led to by the one before it. Where that one led no further, it may be the one before that, at
 * whose side it was read; going further back is a turn-back, and has a row of its own.
 */
function unreached({ stops }: Walk, files: Files): readonly string[] {
  let open: readonly Stop[] = [];
  return stops.flatMap((stop) => {
    const callers = open.slice(-2);
    const caller = callers.findLast(({ file }) => leadsTo(file, stop, files));
    const isReached = stop.number === null || open.length === 0 || caller !== undefined;
    open = caller === undefined ? [stop] : [...open.slice(0, open.indexOf(caller) + 1), stop];
    return isReached ? [] : [`${stop.file} is not reached from the row before`];
  });
}

function leadsTo(caller: string, { file, words }: Stop, files: Files): boolean {
  const [here, there = here] = words;
  if (here === undefined || there === undefined) return isImportedBy(caller, file, files);
  return stands(here, caller, files) && stands(there, file, files);
}

const stands = (word: string, file: string, files: Files): boolean => (files.get(file) ?? '').includes(word);
