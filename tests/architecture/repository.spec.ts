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

  // The documents show a whole link: of a demo, whose database is gone.
  it.each([
    ['hash of a password', /\$argon2(i|d|id)\$[^\s'"`]*\$[A-Za-z0-9+/]{20}/],
    ['private key', /BEGIN [A-Z ]*PRIVATE KEY-{5}/],
    ['signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{4,}\.[\w-]{40}/],
    ['tracking token', /(?<![\w-])[\w-]{22}\.[\w-]{32}(?![\w-])/],
    [
      'secret of 32 random bytes',
      /(?<![\w/+-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43}(?![\w/+=-])/,
    ],
  ])('holds no %s', (_, secret) => {
    expect(placesWith(secret).filter((place) => !/^[^:]*\.md:/.test(place))).toEqual([]);
  });

  it('holds no conflict marker', () => {
    expect(placesWith(/^(<{7}|>{7})( |$)/)).toEqual([]);
  });
});
