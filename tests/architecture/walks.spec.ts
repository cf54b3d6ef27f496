import { describe, expect, it } from '@jest/globals';
import type { Files } from './documents.ts';
import { repositoryFiles } from './repository-files.ts';
import { faultsOf, walkIn } from './walks.ts';

const files = repositoryFiles();
const page = files.get('ARCHITECTURE.md') ?? '';

describe('The walk', () => {
  it.each(['update-status', 'follow'])('%s leads from file to file as the code does', (name) => {
    expect(walkIn(page, name).stops.length).toBeGreaterThan(10);
    expect(faultsOf(walkIn(page, name), files)).toEqual([]);
  });

  it.each([
    ['update-status', 24],
    ['follow', 20],
  ])('%s takes no more than %i files, and two turn-backs', (name, most) => {
    const walk = walkIn(page, name);
    expect(walk.files).toBeLessThanOrEqual(most);
    expect(walk.returns).toBeLessThanOrEqual(2);
  });
});

describe('What follows the walks', () => {
  const code: Files = new Map([
    ['apps/a/route.ts', "import { type Kept, work } from './index.ts';\nimport { named } from '#libs/b';\n"],
    ['apps/a/index.ts', "export { work } from './work.ts';\nexport type { Kept } from './kept.ts';\n"],
    [
      'apps/a/work.ts',
      "import { leaf } from './leaf.ts';\nimport { Door } from './door.ts';\nexport const work = (): void => emit('moved');\n",
    ],
    ['apps/a/kept.ts', 'export interface Kept {}\nexport const work = 1;\n'],
    ['apps/a/leaf.ts', 'export const leaf = 1;\n'],
    ['apps/a/door.ts', 'export class Door {}\n'],
    ['apps/a/hears.ts', 'on(Event.Moved);\n'],
    ['libs/b/src/index.ts', "export * from './named.ts';\nexport * from './other.ts';\n"],
    ['libs/b/src/named.ts', 'export const named = 1;\n'],
    ['libs/b/src/other.ts', 'export const other = 1;\n'],
  ]);
  const faults = (head: string, ...rows: readonly (readonly [string, string, string?])[]) => {
    const table = rows.map(([number, file, by = '']) => `| ${number} | [it](${file}) | ${by} | does it |`);
    const text = `### \`it\`: a walk\n\n${head}.\n\n| # | file | by | does |\n|---|---|---|---|\n${table.join('\n')}\n\n## Next\n`;
    return faultsOf(walkIn(text, 'it'), code);
  };
  const route = 'apps/a/route.ts';
  const work = 'apps/a/work.ts';
  const leaf = 'apps/a/leaf.ts';

  it('lets pass what is led to by an import, a name that an index hands on, or a word', () => {
    const rows = [
      ['1', route],
      ['2', 'libs/b/src/named.ts'],
      ['3', work],
      ['4', leaf],
      ['5', 'apps/a/door.ts'],
      ['↩', work],
      ['6', 'apps/a/hears.ts', '`moved` → `Event.Moved`'],
    ] as const;
    expect(faults('6 files, 1 turn-backs', ...rows)).toEqual([]);
  });

  it.each([
    ['a count of files that is another', '3 files, 0 turn-backs', 'its head'],
    ['a count of turn-backs that is another', '2 files, 1 turn-backs', 'its head'],
  ])('finds %s', (_, head, fault) => {
    expect(faults(head, ['1', route], ['2', work])).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'a file that is gone',
      [
        ['1', route],
        ['2', 'apps/a/gone.ts'],
      ],
      'gone.ts is not there',
    ],
    [
      'a file that nothing leads to',
      [
        ['1', route],
        ['2', leaf],
      ],
      'leaf.ts is not reached',
    ],
    [
      'a name that the index hands on from elsewhere',
      [
        ['1', route],
        ['2', 'libs/b/src/other.ts'],
      ],
      'other.ts is not reached',
    ],
    [
      'a word that does not stand there',
      [
        ['1', work],
        ['2', 'apps/a/hears.ts', '`moved` → `Event.Gone`'],
      ],
      'hears.ts is not reached',
    ],
    [
      'a turn-back that is not said',
      [
        ['1', route],
        ['2', work],
        ['3', leaf],
        ['4', 'libs/b/src/named.ts'],
      ],
      'named.ts is not reached',
    ],
    [
      'a row that goes back under a number',
      [
        ['1', route],
        ['2', work],
        ['3', route],
      ],
      'route.ts is to be ↩',
    ],
    [
      'a turn-back to where one has not been',
      [
        ['1', route],
        ['↩', work],
      ],
      'work.ts is to be 2',
    ],
  ] as const)('finds %s', (_, rows, fault) => {
    expect(faults('', ...rows)).toContainEqual(expect.stringContaining(fault));
  });
});
