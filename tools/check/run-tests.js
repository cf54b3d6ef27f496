// The whole suite, in two parts: what tells how soon everything is back after a fault has the machine to
// itself. With arguments, whatever Jest makes of them.
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

/** What the whole suite needs beside Node: a real Kafka is fetched by Maven and run by Java. */
function missing() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const release = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1]);
  const found = { 'Java 17 or later': release >= 17, Maven: spawnSync('mvn', ['-v']).status === 0 };
  return Object.keys(found).filter((name) => !found[name]);
}

const lacking = given.length > 0 ? [] : missing();
if (lacking.length > 0) {
  console.error(
    `The whole suite needs ${lacking.join(' and ')} too, for a real Kafka; a part of it goes by "npm test -- <path>".`,
  );
  process.exit(1);
}

const jest = (words) =>
  spawnSync(process.execPath, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...words], {
    stdio: 'inherit',
  }).status ?? 1;
process.exitCode = Math.max(...parts.map(jest));
