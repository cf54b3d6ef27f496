// The whole suite, in two parts: what tells how soon everything is back after a fault has the machine to itself. With arguments, whatever Jest makes of them.
import { spawnSync } from 'node:child_process';

const alone = ['tests/services/kills', 'tests/faults/kill-at-any-moment'];
const given = process.argv.slice(2);
const parts =
  given.length > 0
    ? [given]
    : [
        ['--testPathIgnorePatterns', '/node_modules/', ...alone],
        ['--runInBand', ...alone],
      ];

const jest = (words) =>
  spawnSync(process.execPath, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...words], {
    stdio: 'inherit',
  }).status ?? 1;
process.exitCode = Math.max(...parts.map(jest));
