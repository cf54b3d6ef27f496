import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../rush/restaurant-api.ts';
import { Inspector } from './inspector.ts';

const program = join(import.meta.dirname, '../../apps/standalone/src/main.js');
const password = 'password-of-the-benchmark';
export const account: Account = { username: 'cashier@demo.test', password };

/** How long a start may take, in ms. */
const patience = 60_000;

export interface StartOptions {
  readonly dataFolder: string;
  readonly adminUrl: string;
  readonly serviceUrl: string;
  /** Opens Node's inspector, to collect garbage or to profile. */
  readonly inspected?: boolean;
}

/** The program of `npm start`, on a free port, with the limits off. */
export class PasslineProcess {
  readonly #printed: string[] = [];
  readonly #child: ChildProcess;

  private constructor(
    readonly url: string,
    { dataFolder, adminUrl, serviceUrl, inspected = false }: StartOptions,
  ) {
    const settings = { PORT: new URL(url).port, PASSLINE_DATA: dataFolder, DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl, DEMO_PASSWORD: password, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
    const flags = inspected ? ['--inspect=127.0.0.1:0'] : [];
    this.#child = spawn(process.execPath, [...flags, program], { env: { ...inherited(), ...settings }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (text: Buffer) => this.#printed.push(text.toString('utf8')));
  }

  /** @throws Error with what it printed, where it does not become ready */
  static async start(options: StartOptions): Promise<PasslineProcess> {
    const started = new PasslineProcess(`http://127.0.0.1:${String(await freePort())}`, options);
    await started.#ready();
    // With the log at "warn", whatever it says from now on is worth knowing; a debugged process talks about its debugger alone.
    if (options.inspected !== true) started.#forward();
    return started;
  }

  /** Of a process that was started `inspected`. */
  inspect(): Promise<Inspector> {
    const [, url] = /Debugger listening on (ws:\S+)/.exec(this.#printed.join('')) ?? [];
    if (url === undefined) throw new Error('the process was not started with its inspector');
    return Inspector.connect(url);
  }

  /** CPU time that it has taken so far, in seconds. */
  async cpuSeconds(): Promise<number> {
    const metrics = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  #forward(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.pipe(process.stderr, { end: false });
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The welcome comes last, after the sample order was placed. */
  async #ready(): Promise<void> {
    const until = performance.now() + patience;
    while (!this.#printed.join('').includes('Passline is ready')) {
      const problem = this.#hasEnded ? 'ended' : performance.now() > until ? 'was not ready in time' : undefined;
      if (problem !== undefined) {
        await this.stop();
        throw new Error(`Passline ${problem}:\n${this.#printed.join('')}`);
      }
      await delay(50);
    }
  }
}

/** What a shell gives every program; settings of another Passline stay behind. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, LANG, TMPDIR, NODE_OPTIONS } = process.env;
  return { PATH, HOME, LANG, TMPDIR, NODE_OPTIONS };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
