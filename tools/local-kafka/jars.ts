import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { LocalKafkaError } from './local-kafka.errors.ts';

const run = promisify(execFile);
const leastJava = 17;

/** Where fetched jars are kept between starts; beside the checkout's other packages. */
const usualCache = (): string => join(dirname(pomFile()), '../../node_modules/.cache/passline-kafka');

/**
 * The folder with Kafka's jars, which Maven fetches the first time (about 45 MB).
 * @param say hears one line before something is fetched
 * @param cache where they are kept
 * @throws LocalKafkaError where Java or Maven is missing, or nothing can be fetched
 */
export async function kafkaJars(say: (line: string) => void, cache = usualCache()): Promise<string> {
  await needJava();
  const pom = pomFile();
  const version = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, version);
  if (!existsSync(folder)) await fetchJars(pom, cache, folder, say);
  return folder;
}

/** Beside this file in the source; the build leaves it where it is. */
function pomFile(): string {
  const places = ['.', '../../../tools/local-kafka'].map((place) =>
    join(import.meta.dirname, place, 'pom.xml'),
  );
  const found = places.find(existsSync);
  if (found === undefined)
    throw new LocalKafkaError('The file tools/local-kafka/pom.xml is missing from this checkout.');
  return found;
}

async function needJava(): Promise<void> {
  const printed = await run('java', ['-version']).then(
    ({ stderr, stdout }) => stderr + stdout,
    () => '',
  );
  const major = Number(/version "(\d+)/.exec(printed)?.[1] ?? 0);
  if (major >= leastJava) return;
  const found = major === 0 ? '"java" was not found' : `"java" is version ${String(major)}`;
  throw new LocalKafkaError(
    `Kafka needs Java ${String(leastJava)} or later, and ${found}: install a JDK, or set KAFKA_BROKERS to a Kafka that runs elsewhere.`,
  );
}

/** Into a folder of its own first, so that a half-fetched one is never taken for a whole. */
async function fetchJars(
  pom: string,
  cache: string,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'fetching-'));
  try {
    say('Fetching Kafka by Maven (about 45 MB, this once) …');
    await run('mvn', [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${fresh}`,
    ]).catch(refuse);
    // Whoever fetched at the same time and was quicker has the same jars.
    await rename(fresh, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function refuse(error: unknown): never {
  const { code, stdout } = failureSchema.parse(error);
  if (code === 'ENOENT')
    throw new LocalKafkaError(
      'Kafka is fetched by Maven, and "mvn" was not found: install Maven 3.6 or later, or set KAFKA_BROKERS to a Kafka that runs elsewhere.',
    );
  throw new LocalKafkaError(
    `Maven could not fetch Kafka: ${stdout.trim().split('\n')[0] || 'it gave no reason'}`,
  );
}

const failureSchema = z.object({ code: z.unknown(), stdout: z.string().default('') });
