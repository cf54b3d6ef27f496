import { posix } from 'node:path';

/** The repository's files by their paths, each with its text. */
export type Files = ReadonlyMap<string, string>;

const fence = /^```(\w*)\n(.*?)^```$/gms;
const codeSpan = /`[^`\n]+`/g;
const elsewhere = /^(?:[a-z]+:|\/)/;

/** Links of a page, and sources of its pictures, that lead to no file or to no heading of it. */
export function deadLinks(page: string, files: Files): readonly string[] {
  const prose = textOf(page, files).replaceAll(fence, '').replaceAll(codeSpan, '');
  const targets = [
    ...[...prose.matchAll(/\]\(([^)\s]+)/g)].map(([, target = '']) => target),
    ...[...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, target = '']) => target),
  ];
  return targets.filter((target) => !elsewhere.test(target) && !leadsSomewhere(page, target, files));
}

function leadsSomewhere(page: string, target: string, files: Files): boolean {
  const [path = '', heading] = target.split('#');
  const place = path === '' ? page : posix.join(posix.dirname(page), path);
  if (!holds(files, place)) return false;
  return heading === undefined || anchorsOf(textOf(place, files)).has(heading);
}

/** As GitHub names a heading. */
const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.replaceAll(fence, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .replaceAll(/\]\([^)]*\)/g, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

const pathInCode = /(?<![\w./@:-])(?:apps|libs|tools|tests|docs|deploy)\/[\w./*-]*/g;

/** Paths in a page's code, whether in the line or in a block for the shell, where nothing is. */
export function deadPaths(page: string, files: Files): readonly string[] {
  const text = textOf(page, files);
  const shell = [...text.matchAll(fence)].filter(([, language]) => language === 'sh').map(([block]) => block);
  const code = [...shell, ...(text.replaceAll(fence, '').match(codeSpan) ?? [])].join('\n');
  const paths = [...code.matchAll(pathInCode)].map(([path]) => path.replace(/[./]+$/, ''));
  return paths.filter((path) => !holds(files, path));
}

/** A file, a folder, or a pattern with stars that finds one. */
function holds(files: Files, path: string): boolean {
  const parts = path
    .replace(/\/$/, '')
    .split('*')
    .map((part) => part.replaceAll(/[^\w/-]/g, '\\$&'));
  const wanted = path === '.' ? /^/ : new RegExp(`^${parts.join('[^/]*')}(/|$)`);
  return files.has(path) || [...files.keys()].some((file) => wanted.test(file));
}

/** A step of a page that changes a file: what a `diff` block below the file's name says. */
export interface Step {
  readonly file: string;
  /** Lines that have to stand there, one below the other, for the step to be possible. */
  readonly before: string;
  readonly after: string;
}

/** The steps of a page, in their order: `path`, a colon or a blank line, and a block of the kind `diff`. */
export function stepsOf(page: string, files: Files): readonly Step[] {
  return [...textOf(page, files).matchAll(/`([\w./-]+)`[^`]*```diff\n(.*?)^```$/gms)].map(
    ([, file = '', block = '']) => ({ file, before: side(block, '-'), after: side(block, '+') }),
  );
}

const side = (block: string, mark: '-' | '+'): string =>
  block
    .split('\n')
    .filter((line) => line.startsWith(' ') || line.startsWith(mark))
    .map((line) => line.slice(1))
    .join('\n');

/** The steps that the files do not allow any more; one that has been taken already is none of them. */
export const staleSteps = (page: string, files: Files): readonly Step[] =>
  stepsOf(page, files).filter(
    ({ file, before, after }) =>
      ![before, after].some((lines) => `\n${textOf(file, files)}`.includes(`\n${lines}\n`)),
  );

const textOf = (path: string, files: Files): string => files.get(path) ?? '';

/** Headings, entries and whole sentences of a page that stand in it twice. */
export function repetitions(page: string, files: Files): readonly string[] {
  const said = (files.get(page) ?? '')
    .split('\n')
    .filter((line) => /^(-|#+) /.test(line))
    .flatMap((line) => line.replace(/^- /, '').split(/(?<=[.;:]) /))
    .filter((sentence) => sentence.startsWith('#') || sentence.length > 40);
  return said.filter((sentence, index) => said.indexOf(sentence) < index);
}
