import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { builtProgram } from '../../tools/bundle/built-program.ts';
import type { TestDatabase } from './postgres.ts';
import { compileCache } from './compile-cache.ts';

const entry = (): string => builtProgram(join(import.meta.dirname, '../../dist'), 'standalone');

export const demoPassword = 'demo-password-of-the-tests';

export interface Passline {
  readonly url: string;
  /** `PASSLINE_DATA`: the mailbox lies in it. */
  readonly dataFolder: string;
  readonly pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Sends a signal and waits for the end. @returns the exit code, or null where a signal ended it */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Ends it gracefully and removes what it kept. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Settings beside the tests' own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Without one, Passline brings its embedded database along. */
  readonly database?: TestDatabase;
  /** To start again where an earlier one left off. */
  readonly dataFolder?: string;
  readonly port?: number;
}

/** The real program, as `npm start` runs it, on a free port; resolves once it is ready. */
export async function startPassline({
  settings = {},
  database,
  dataFolder,
  port,
}: StartOptions = {}): Promise<Passline> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'passline-data-')));
  const chosen = port ?? (await freePort());
  const databaseSettings = database && {
    DATABASE_URL: database.serviceUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
  };
  const environment = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: compileCache,
    PORT: String(chosen),
    PASSLINE_DATA: folder,
    DEMO_PASSWORD: demoPassword,
    LOG_LEVEL: 'warn',
    ...databaseSettings,
    ...settings,
  };
  const child = spawn(process.execPath, [entry()], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = collect(child.stdout, child.stderr);
  const url = `http://127.0.0.1:${String(chosen)}`;
  await ready(url, child, printed);
  const end = (signal: NodeJS.Signals): Promise<number | null> => endOf(child, signal);
  return {
    url,
    dataFolder: folder,
    pid: child.pid ?? 0,
    output: () => printed.join(''),
    end,
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** The real program where it is expected to end by itself, since something about its start is wrong. */
export async function endOfPassline(settings: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [entry()], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compileCache,
      DEMO_PASSWORD: demoPassword,
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = [collect(child.stdout), collect(child.stderr)];
  await once(child, 'close', { signal: AbortSignal.timeout(60_000) }).finally(() => child.kill('SIGKILL'));
  return { code: child.exitCode, out: out.join(''), errors: errors.join('') };
}

function collect(...streams: readonly (Readable | null)[]): string[] {
  const printed: string[] = [];
  for (const stream of streams) stream?.on('data', (text: Buffer) => printed.push(text.toString('utf8')));
  return printed;
}

async function ready(url: string, child: ChildProcess, printed: readonly string[]): Promise<void> {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    if (child.exitCode !== null)
      throw new Error(`Passline ended with code ${String(child.exitCode)}:\n${printed.join('')}`);
    const answered = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered && printed.join('').includes('Passline is ready')) return;
    await delay(50);
  }
  child.kill('SIGKILL');
  throw new Error(`Passline was not ready within 60 s:\n${printed.join('')}`);
}

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/**
 * Below those that the system gives to outgoing connections: one of these could be gone before it is listened
 * on.
 */
const ports = { from: 10_000, below: 32_000 };

export async function freePort(): Promise<number> {
  const port = randomInt(ports.from, ports.below);
  const probe = createServer().listen(port, '127.0.0.1');
  const isFree = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}
