import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { kafkaAnswers } from '#libs/messaging';
import { newClusterId } from './cluster-id.ts';
import { kafkaJars } from './jars.ts';
import { JavaProcess } from './java-process.ts';
import { LocalKafkaError } from './local-kafka.errors.ts';
import { serverProperties } from './server-properties.ts';

export interface KafkaOptions {
  /** Keeps the data between starts; without one, the data goes with the server. */
  readonly folder?: string;
  /** Any free one unless given. */
  readonly port?: number;
  /** A broker that was killed is back within about two seconds instead of nine; for tests. */
  readonly fastFailover?: boolean;
  /** More of the server's properties, or others. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where Kafka's jars are kept once fetched. */
  readonly jars?: string | undefined;
  /** Hears what takes time. */
  readonly say?: (line: string) => void;
}

export interface LocalKafka {
  /** As in KAFKA_BROKERS. */
  readonly brokers: string;
  /** Of the Java process; another one after a restart. */
  readonly pid: number;
  /**
   * Ends the broker by the signal and resolves once it is gone; SIGSTOP and SIGCONT only freeze it and let it
   * go on.
   */
  kill(signal: NodeJS.Signals): Promise<void>;
  /**
   * Starts it again on the same port and data, ending it first where it still runs; resolves once it answers.
   */
  restart(): Promise<void>;
  /** Resolves once the broker has ended by itself. */
  ended(): Promise<void>;
  /** Gracefully; afterwards no process is left, nor data that nobody asked to keep. */
  stop(): Promise<void>;
}

const memory = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const startWithin = 60_000;

/**
 * A real Kafka without Docker.
 * @throws LocalKafkaError where it cannot be had or does not start
 */
export async function startKafka({
  folder,
  port,
  fastFailover = false,
  settings = {},
  jars,
  say = () => undefined,
}: KafkaOptions = {}): Promise<LocalKafka> {
  const classPath = `${await kafkaJars(say, jars)}/*`;
  const place = folder === undefined ? await mkdtemp(join(tmpdir(), 'passline-kafka-')) : resolve(folder);
  await mkdir(place, { recursive: true });
  const [chosen, controllerPort] = [port ?? (await freePort()), await freePort()];
  if (port !== undefined) await refuseTaken(port);
  const properties = join(place, 'server.properties');
  await writeFile(
    properties,
    serverProperties({
      port: chosen,
      controllerPort,
      logFolder: join(place, 'data'),
      fastFailover,
      settings,
    }),
  );
  const server = new Server({
    place,
    properties,
    classPath,
    brokers: `127.0.0.1:${String(chosen)}`,
    throwAway: folder === undefined,
  });
  try {
    await server.restart();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

interface ServerPlace {
  readonly place: string;
  readonly properties: string;
  readonly classPath: string;
  readonly brokers: string;
  readonly throwAway: boolean;
}

class Server implements LocalKafka {
  readonly brokers: string;
  #java: JavaProcess | undefined;

  constructor(private readonly at: ServerPlace) {
    this.brokers = at.brokers;
  }

  get pid(): number {
    return this.#java?.pid ?? 0;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') this.#java?.signal(signal);
    else await this.#java?.kill(signal);
  }

  async restart(): Promise<void> {
    await this.#java?.stop();
    if (!existsSync(join(this.at.place, 'data', 'meta.properties'))) await this.#format();
    this.#java = await this.#run(...memory, '-cp', this.at.classPath, 'kafka.Kafka', this.at.properties);
    await this.#answering(this.#java);
  }

  async ended(): Promise<void> {
    await this.#java?.end();
  }

  async stop(): Promise<void> {
    await this.#java?.stop();
    if (this.at.throwAway) await rm(this.at.place, { recursive: true, force: true });
  }

  get #log(): string {
    return join(this.at.place, 'kafka.log');
  }

  #run(...args: readonly string[]): Promise<JavaProcess> {
    return JavaProcess.start(args, this.#log);
  }

  async #format(): Promise<void> {
    const format = await this.#run(
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      this.at.classPath,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      newClusterId(),
      '-c',
      this.at.properties,
    );
    if ((await format.end()) !== 0) throw await this.#failure('its storage could not be prepared');
  }

  async #answering(java: JavaProcess): Promise<void> {
    const until = performance.now() + startWithin;
    while (performance.now() < until) {
      if (java.ended) throw await this.#failure('it ended at once');
      if (await kafkaAnswers(this.brokers)) return;
      await delay(50);
    }
    throw await this.#failure(`it did not answer within ${String(startWithin / 1_000)} s`);
  }

  /** With the log's last line, since a throw-away log is gone afterwards. */
  async #failure(what: string): Promise<LocalKafkaError> {
    const last = (await readFile(this.#log, 'utf8').catch(() => ''))
      .trim()
      .split('\n')
      .findLast((line) => line.includes('ERROR') || line.includes('Exception'));
    return new LocalKafkaError(
      `Kafka did not start: ${what}; its log is ${this.#log}${last === undefined ? '' : ` and says "${last.trim().slice(0, 300)}"`}`,
    );
  }
}

async function freePort(): Promise<number> {
  return listenOnce(0);
}

async function refuseTaken(port: number): Promise<void> {
  await listenOnce(port).catch((cause: unknown) => {
    throw new LocalKafkaError(`Port ${String(port)} is taken: give another one by --port.`, { cause });
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        found(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
