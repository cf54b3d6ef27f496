import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { onCore } from './cores.ts';
import type { Input, Output, TaskAnswer, TaskList } from './task.ts';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

export interface TaskProcessOptions {
  /** Of Node. */
  readonly flags?: readonly string[];
  /**
   * The one core that it may use, counted from 0; all of them unless given, or where cores cannot be chosen.
   */
  readonly core?: number;
  /** Beside the benchmark's own environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * A process of our own that does what it is asked, such as the clients' side of a load; it never outlives the
 * benchmark.
 */
export class TaskProcess<Tasks extends TaskList<Tasks>> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  /** @param program an absolute path of a script that calls `serveTasks` */
  constructor(program: string, { flags = [], core, settings = {} }: TaskProcessOptions = {}) {
    const [execPath, ...execArgv] = [...onCore(core), process.execPath, ...flags];
    this.#child = fork(program, {
      execPath,
      execArgv,
      serialization: 'advanced',
      env: { ...process.env, ...settings },
    });
    this.#child.on('message', (answer: TaskAnswer) => {
      this.#answered(answer);
    });
    this.#child.on('exit', () => {
      this.#ended();
    });
  }

  /** @throws Error with what went wrong in the process */
  ask<Name extends keyof Tasks>(name: Name, input: Input<Tasks, Name>): Promise<Output<Tasks, Name>> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, name, input });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #answered({ id, output, error }: TaskAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(output as never);
    else waiting?.reject(new Error(error));
  }

  #ended(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('a process of the benchmark ended'));
    this.#waiting.clear();
  }
}
