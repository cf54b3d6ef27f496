import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Input, Output, TaskAnswer, TaskName } from './tasks.ts';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** A process of its own for the clients' side, so that what drives the load does not wait for what steers the benchmark. */
export class LoadGenerator {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'load/main.js'), { serialization: 'advanced' });
    this.#child.on('message', (answer: TaskAnswer) => { this.#answered(answer); });
    this.#child.on('exit', () => { this.#ended(); });
  }

  /** @throws Error with what went wrong in the load generator */
  ask<Name extends TaskName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
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
    for (const { reject } of this.#waiting.values()) reject(new Error('the load generator ended'));
    this.#waiting.clear();
  }
}
