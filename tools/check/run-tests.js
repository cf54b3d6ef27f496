// The whole suite, in two parts: what tells how soon everything is back after a fault has the machine to
// itself. With arguments, whatever Jest makes of them. What the whole suite needs is looked for first, and
// everything is built before any test.
import { spawnSync } from 'node:child_process';
import { whatIsMissing } from './needed-tools.js';

const alone = ['tests/services/kills', 'tests/faults/kill-at-any-moment'];
const given = process.argv.slice(2);
const parts =
  given.length > 0
    ? [given]
    : [
        ['--testPathIgnorePatterns', '/node_modules/', ...alone],
        ['--runInBand', ...alone],
      ];

const run = (command, words) => spawnSync(command, words, { stdio: 'inherit' }).status ?? 1;
const jest = (words) => run(process.execPath, ['node_modules/jest/bin/jest.js', ...words]);

const complaint = given.length > 0 ? null : whatIsMissing();
if (complaint !== null) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  process.exitCode = run('npm', ['run', 'build']) || Math.max(...parts.map(jest));
}
