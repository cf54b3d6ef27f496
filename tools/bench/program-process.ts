import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onCore } from './cores.ts';
import { cpuOf } from './cpu.ts';
import { Inspector } from './inspector.ts';
import { forgetPeakOf, peakResidentOf, residentOf } from './resident-memory.ts';

const built = join(import.meta.dirname, '../..');

/** How long a start may take, in ms. */
const patience = 60_000;

export interface Program {
  /** Below the folder of the build, such as "apps/standalone/src/bundle/main.js". */
  readonly script: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Asked again and again until it is. */
  readonly isReady: (started: ProgramProcess) => boolean | Promise<boolean>;
  /** Of Node. */
  readonly flags?: readonly string[];
  /** Opens Node's inspector, to collect garbage or to profile. */
  readonly inspected?: boolean;
  readonly core?: number | undefined;
  /** Its log is written as a user's is, and thrown away. */
  readonly logged?: boolean;
}

/** One of Passline's programs, on a free port of its own. */
export class ProgramProcess {
  readonly #printed: string[] = [];
  readonly #child: ChildProcess;

  private constructor(
    readonly url: string,
    { script, settings, flags = [], inspected = false, core, logged = false }: Program,
  ) {
    const [command, ...args] = [
      ...onCore(core),
      process.execPath,
      ...flags,
      ...(inspected ? ['--inspect=127.0.0.1:0'] : []),
      join(built, script),
    ];
    const level = logged ? 'info' : 'silent';
    const environment = { ...inherited(), LOG_LEVEL: level, PORT: new URL(url).port, ...settings };
    this.#child = spawn(command, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (text: Buffer) => this.#printed.push(text.toString('utf8')));
  }

  /** @throws Error with what it printed, where it does not become ready */
  static async start(program: Program): Promise<ProgramProcess> {
    return ProgramProcess.#startAt(`http://127.0.0.1:${String(await freePort())}`, program);
  }

  /** Another life of a program that has ended, on the same port. @throws Error likewise */
  static again(ended: ProgramProcess, program: Program): Promise<ProgramProcess> {
    return ProgramProcess.#startAt(ended.url, program);
  }

  static async #startAt(url: string, program: Program): Promise<ProgramProcess> {
    const started = new ProgramProcess(url, program);
    await started.#ready(program);
    // With the log at "warn", whatever it says from now on is worth knowing; a debugged process talks about
    // its debugger alone.
    if (program.logged === true) started.#discard();
    else if (program.inspected !== true) started.#forward();
    return started;
  }

  get printed(): string {
    return this.#printed.join('');
  }

  /** The CPU that it has spent so far, in seconds. */
  cpu(): number {
    return cpuOf(this.#child.pid ?? 0);
  }

  /** What it takes of the machine's memory now, in bytes. */
  resident(): number {
    return residentOf(this.#child.pid ?? 0);
  }

  /** The most of it since its start, or since `forgetPeak`. */
  peakResident(): number {
    return peakResidentOf(this.#child.pid ?? 0);
  }

  forgetPeak(): void {
    forgetPeakOf(this.#child.pid ?? 0);
  }

  /** Of a process that was started `inspected`. */
  inspect(): Promise<Inspector> {
    const [, url] = /Debugger listening on (ws:\S+)/.exec(this.printed) ?? [];
    if (url === undefined) throw new Error('the process was not started with its inspector');
    return Inspector.connect(url);
  }

  /** One of its metrics, as it stands now; NaN where there is none of the name. */
  async metric(name: string): Promise<number> {
    const metrics = await (await fetch(`${this.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]);
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** At once, with nothing told to anyone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }

  #forward(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.pipe(process.stderr, { end: false });
  }

  #discard(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.removeAllListeners('data').resume();
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #ready({ script, isReady }: Program): Promise<void> {
    const until = performance.now() + patience;
    while (!(await isReady(this))) {
      const problem = this.#hasEnded
        ? 'ended'
        : performance.now() > until
          ? 'was not ready in time'
          : undefined;
      if (problem !== undefined) {
        await this.stop();
        throw new Error(`${script} ${problem}:\n${this.printed}`);
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
