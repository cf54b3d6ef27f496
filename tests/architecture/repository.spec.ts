import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '../..');
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
});
const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(repository, file)));

const placesWith = (words: RegExp) =>
  files.flatMap((file) => {
    const lines = readFileSync(join(repository, file), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      words.test(line) ? [`${file}:${(index + 1).toString()}: ${line.trim().slice(0, 120)}`] : [],
    );
  });

describe('the repository', () => {
  it('lists its files', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('names no package registry and no key to one', () => {
    expect(placesWith(/\bregistry\.[\w-]+\.\w|_auth(Token)?=|\b(artifactory|verdaccio|nexus)[.:/]/i)).toEqual(
      [],
    );
  });

  it('holds no path of the machine it was written on', () => {
    expect(placesWith(/(?<![\w.*}\])-])\/(work|root|Users|home\/[a-z]+)\/(?!\*)/)).toEqual([]);
  });

  it('holds no conflict marker', () => {
    expect(placesWith(/^(<{7}|>{7})( |$)/)).toEqual([]);
  });
});
