// Adds to package-lock.json the builds for other platforms that the registry in use did not offer when the
// lock was made, so that `npm ci` works on every platform. Run it after a change of the dependencies: node
// tools/check/complete-lockfile.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systemOf = (name) =>
  /(darwin|win32|linux|freebsd|android|openharmony|sunos|netbsd|openbsd|aix)/.exec(name)?.[1];
const processorOf = (name) => /(arm64|x64|ia32|ppc64|s390x|riscv64|loong64|arm)(?=-|$)/.exec(name)?.[1];

/**
 * @returns {[string, object][]} entries that the lock lacks, each without a digest, since nobody here has
 * seen the file
 */
function missing(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev, license }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
      )
      .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, dev, license)]),
  );
}

function entryOf(name, version, dev, license) {
  const [os, cpu] = [systemOf(name), processorOf(name)];
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(license && { license }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

const added = missing(lock.packages);
lock.packages = Object.fromEntries(
  [...Object.entries(lock.packages), ...added].sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${String(added.length)} packages of other platforms added`);
