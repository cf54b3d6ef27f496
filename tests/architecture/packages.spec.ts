import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, { readonly version?: string }>> };
const named = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

describe('the packages', () => {
  it.each(named)('name one exact version of %s', (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it.each(named)('lock the version of %s that the manifest names', (name, version) => {
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
  });

  it('are named once, for production or for development', () => {
    const both = Object.keys(manifest.dependencies).filter((name) => name in manifest.devDependencies);
    expect(both).toEqual([]);
  });

  it('come from whatever registry the reader uses: the lock file names none', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
    expect(read('.npmrc').split('\n')).toContain('omit-lockfile-registry-resolved=true');
  });
});
