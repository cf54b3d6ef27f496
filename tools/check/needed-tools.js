// Run before the whole suite: names everything that specs start and that is not on this machine, at once, and
// fails where there is something. What npm installs, and what every system has (sh, id), is not asked for.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const leastJava = 17;

/** Null where the program is not there. Some find a part of themselves missing only when they run. */
const said = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout : null;
};
const runs = (command, ...args) => said(command, args) !== null;

/** Kafka runs on any Java, but a program that is given as source needs the compiler too. */
function hasJdk() {
  const modules = said('java', ['--list-modules']) ?? '';
  return Number(/^java\.base@(\d+)/m.exec(modules)?.[1]) >= leastJava && /^jdk\.compiler@/m.test(modules);
}

/** What to install, the commands that are started, and for what. */
const needed = [
  [`a JDK, Java ${leastJava} or later ("java")`, 'a real Kafka and a client in Java', hasJdk],
  ['Maven ("mvn")', 'fetching Kafka', () => runs('mvn', '-v')],
  [
    'PostgreSQL’s client tools ("pg_isready")',
    'the health check of its container',
    () => runs('pg_isready', '--version'),
  ],
  ['wget ("wget")', 'the health check of the edge’s container', () => runs('wget', '--help')],
  [
    'nginx ("nginx"), or Python with pip ("python3") to fetch one',
    'the edge',
    () => runs('nginx', '-v') || runs('python3', '-m', 'pip', '--version'),
  ],
  ['Git ("git")', 'the files of the checkout', () => runs('git', '--version')],
  ['tar ("tar")', 'the tracker’s package', () => runs('tar', '--version')],
];

/** Each tool that the whole suite needs and does not find, and for what. */
const missingTools = () =>
  needed.filter(([, , isThere]) => !isThere()).map(([tool, purpose]) => `${tool} for ${purpose}`);

/** What to tell whoever wants the whole suite; null where nothing is missing. */
export function whatIsMissing() {
  const missing = missingTools();
  if (missing.length === 0) return null;
  return `The whole suite needs ${missing.join('; ')}: install it, or run a part of the suite by "npm test -- <path>".`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const complaint = whatIsMissing();
  if (complaint !== null) console.error(complaint);
  process.exitCode = complaint === null ? 0 : 1;
}
