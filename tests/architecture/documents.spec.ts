import { describe, expect, it } from '@jest/globals';
import { deadLinks, deadPaths, type Files, repetitions, staleSteps, stepsOf } from './documents.ts';
import { repositoryFiles } from './repository-files.ts';

const files = repositoryFiles();
const pages = [...files.keys()].filter((file) => file.endsWith('.md'));
const firstChange = 'docs/first-change.md';

describe('The pages', () => {
  it.each(pages)('%s links to nothing that is not there', (page) => {
    expect(deadLinks(page, files)).toEqual([]);
  });

  it.each(pages)('%s names no path that is not there', (page) => {
    expect(deadPaths(page, files)).toEqual([]);
  });

  it('tell each change once', () => {
    expect(files.get('CHANGELOG.md')).toContain('### Fixed');
    expect(repetitions('CHANGELOG.md', files)).toEqual([]);
  });

  it('lead a newcomer through steps that the code allows', () => {
    expect(stepsOf(firstChange, files).length).toBeGreaterThan(5);
    expect(staleSteps(firstChange, files)).toEqual([]);
  });
});

describe('What looks after the pages', () => {
  const planted = (text: string): Files =>
    new Map([
      ['docs/page.md', text],
      ['docs/other.md', '# Other\n\n## What is kept, and for how long\n'],
      ['apps/orders/src/main.ts', 'one\ntwo\nthree\n'],
    ]);
  const links = (text: string) => deadLinks('docs/page.md', planted(text));
  const paths = (text: string) => deadPaths('docs/page.md', planted(text));

  it('finds a link to a file, a picture or a heading that is gone', () => {
    expect(
      links('[a](gone.md) <img src="gone.png"> [b](other.md#gone) [c](#gone) [d](../apps/gone)'),
    ).toEqual(['gone.md', 'other.md#gone', '#gone', '../apps/gone', 'gone.png']);
  });

  it('lets links pass that lead somewhere, elsewhere, or are code', () => {
    const here = '[a](other.md#what-is-kept-and-for-how-long) [b](../apps/orders) [c](other.md)';
    expect(links(`${here} [d](https://example.com/gone) \`[e](gone.md)\``)).toEqual([]);
  });

  it('finds a path that is gone, in the line and in a command', () => {
    expect(paths('See `apps/gone/src`.\n\n```sh\nnpm test -- libs/gone -t "it"\n```\n')).toEqual([
      'libs/gone',
      'apps/gone/src',
    ]);
    expect(paths('`apps/orders`, `apps/*/src/main.ts`, `apps/<app>/src`, `@x/libs/gone`')).toEqual([]);
  });

  it('finds what is told twice, as a whole or in part', () => {
    const [one, two] = ['A card that is taken back stands where it stood before.', 'So does another one.'];
    const twice = (text: string) => repetitions('docs/page.md', planted(text));
    expect(twice(`### Added\n- ${one}\n\n### Fixed\n- ${two} ${one}\n`)).toEqual([one]);
    expect(twice(`### Fixed\n- ${one}\n\n### Fixed\n- ${two}\n`)).toEqual(['### Fixed']);
    expect(twice(`### Added\n- ${one} ${two}\n\n### Fixed\n- ${two}\n`)).toEqual([]);
  });

  it('finds a step whose lines have changed in the meantime', () => {
    const step = (lines: string) =>
      planted(`In \`apps/orders/src/main.ts\`:\n\n\`\`\`diff\n${lines}\n\`\`\`\n`);
    expect(staleSteps('docs/page.md', step(' one\n+one and a half\n two'))).toEqual([]);
    expect(staleSteps('docs/page.md', step(' one\n-one and a half\n+two'))).toEqual([]);
    expect(staleSteps('docs/page.md', step(' one\n+two and a half\n three'))).toHaveLength(1);
  });
});
