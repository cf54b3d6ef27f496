import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlantedTree } from './planted-tree.ts';
import { plantedViolations } from './planted-violations.ts';

interface Rule {
  readonly name: string;
  readonly comment: string;
}
interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const repository = join(import.meta.dirname, '../..');
const config = join(repository, '.dependency-cruiser.cjs');
const cli = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const { forbidden: rules } = createRequire(import.meta.url)(config) as {
  readonly forbidden: readonly Rule[];
};

/** What the gate prints about the tree at `root`; violations are an answer here, not an error. */
const cruise = (root: string, report: string) =>
  new Promise<string>((resolve, reject) => {
    const args = [cli, '--config', config, '--output-type', report, 'apps', 'libs', 'tools', 'tests'];
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64e6 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`The boundaries could not be judged: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });

const violationsOf = (json: string) => {
  const { violations } = (JSON.parse(json) as Cruise).summary;
  return [...new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
};

describe('the boundaries', () => {
  let tree: PlantedTree;
  let violations: readonly string[];
  let report: string;

  beforeAll(async () => {
    tree = new PlantedTree(repository);
    violations = violationsOf(await cruise(tree.root, 'json'));
    report = (await cruise(tree.root, 'err-long')).replace(/\s+/g, ' ');
  });

  afterAll(() => tree.remove());

  it.each(plantedViolations)('refuse $file by $rule alone', ({ rule, file }) => {
    expect(violations.filter((violation) => violation.endsWith(`: ${file}`))).toEqual([`${rule}: ${file}`]);
  });

  it('let everything else pass', () => {
    expect(violations).toEqual(plantedViolations.map(({ rule, file }) => `${rule}: ${file}`).sort());
  });

  it.each(rules)(
    '$name is broken by a planted file, whose author reads what to do instead',
    ({ name, comment }) => {
      expect(plantedViolations.map(({ rule }) => rule)).toContain(name);
      expect(comment.length).toBeGreaterThan(40);
      expect(report).toContain(comment);
    },
  );

  it('hold in this repository', async () => {
    const judged = JSON.parse(await cruise(repository, 'json')) as Cruise & {
      readonly modules: readonly unknown[];
    };
    expect(judged.modules.length).toBeGreaterThan(50);
    expect(violationsOf(JSON.stringify(judged))).toEqual([]);
  });
});
