import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { builtProgram } from '../../tools/bundle/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { processesWith } from '../support/processes.ts';

const checkout = join(import.meta.dirname, '../..');
const startWithin = 60_000;
const endWithin = 20_000;

/** `npm start` as somebody types it in a terminal: npm, its shell and the program in one process group. */
export class NpmStart {
  readonly #printed: string[] = [];
  readonly #child: ChildProcess;

  constructor(
    private readonly port: number,
    private readonly dataFolder: string,
    settings: Readonly<Record<string, string>> = {},
  ) {
    const environment = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      PASSLINE_DATA: dataFolder,
      NO_COLOR: '1',
      ...settings,
    };
    builtProgram(join(checkout, 'dist'), 'standalone');
    this.#child = spawn('npm', ['start'], {
      cwd: checkout,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (text: Buffer) => this.#printed.push(text.toString('utf8')));
  }

  get printed(): string {
    return this.#printed.join('');
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves once it has said so and `GET /health/ready` agrees. */
  async isReady(): Promise<this> {
    await eventually(
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`npm start ended: ${this.printed}`);
        return (
          this.printed.includes('Passline is ready') &&
          (await fetch(`${this.url}/health/ready`)).status === 200
        );
      },
      `npm start to be ready (it printed: ${this.printed})`,
      startWithin,
    );
    return this;
  }

  /** What a terminal does on Ctrl-C: everyone in the group hears it. */
  ctrlC(): void {
    this.#toGroup('SIGINT');
  }

  /** What a supervisor does: npm alone hears it. */
  terminateNpm(): void {
    this.#child.kill('SIGTERM');
  }

  /** Nobody gets to say a last word. */
  kill(): void {
    this.#toGroup('SIGKILL');
  }

  /** The command lines of all that still lives of it. */
  async remains(): Promise<readonly string[]> {
    return (await processesWith(this.dataFolder, `PORT=${this.port}`)).map(({ command }) => command);
  }

  async isGone(): Promise<void> {
    await eventually(
      async () => {
        const left = await this.remains();
        if (left.length > 0) throw new Error(left.join('\n'));
        return true;
      },
      'no process of it to be left',
      endWithin,
    );
  }

  /** For the end of a test, whatever became of it. */
  async cleanUp(): Promise<void> {
    for (const { pid } of await processesWith(this.dataFolder, `PORT=${this.port}`)) endQuietly(pid);
  }

  #toGroup(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('npm was not started');
    process.kill(-pid, signal);
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}
