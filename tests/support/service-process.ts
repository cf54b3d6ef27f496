import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { builtProgram } from '../../tools/bundle/built-program.ts';
import { eventually } from './eventually.ts';
import { freePort } from './passline.ts';
import { compileCache } from './compile-cache.ts';

const built = join(import.meta.dirname, '../../dist');

export type ServiceName = 'orders' | 'tracking-gateway' | 'notifier' | 'insights';
type Settings = Readonly<Record<string, string>>;

const startsWithin = 90_000;

/** One of the services as a process of its own, on a port that it keeps over its restarts. */
export class ServiceProcess {
  #child: ChildProcess | undefined;
  readonly #printed: string[] = [];

  private constructor(
    readonly name: ServiceName,
    private readonly port: number,
    private readonly settings: Settings,
  ) {}

  /** Not started yet. */
  static async of(name: ServiceName, settings: Settings): Promise<ServiceProcess> {
    return new ServiceProcess(name, await freePort(), settings);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** All that it printed so far, over all its lives. */
  get output(): string {
    return this.#printed.join('');
  }

  /** Resolves once it is ready. */
  async start(): Promise<void> {
    const child = this.launch();
    await eventually(() => hasEnded(child) || this.isReady(), `${this.name} to be ready`, startsWithin).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}\n${this.output}`);
      },
    );
    if (hasEnded(child))
      throw new Error(`${this.name} ended with code ${String(child.exitCode)}:\n${this.output}`);
  }

  /** Starts it, ready or not. */
  launch(): ChildProcess {
    const environment = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compileCache,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      LOG_LEVEL: 'warn',
      ...this.settings,
    };
    const child = spawn(process.execPath, [builtProgram(built, this.name)], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => this.#printed.push(text.toString('utf8')));
    this.#child = child;
    return child;
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  /** Resolves once it is gone. @returns the exit code, or null where a signal ended it */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const ended = this.ended();
    this.#child?.kill(signal);
    return ended;
  }

  /**
   * Resolves once it is gone, by itself or otherwise.
   * @returns the exit code, or null where a signal ended it
   */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    if (!hasEnded(child)) await once(child, 'exit');
    return child.exitCode;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;
