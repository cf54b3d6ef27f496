import { Injectable } from '@nestjs/common';

/** Says in this process that there is something to learn from; what it is stands in the tables. */
@Injectable()
export class LearningSignals {
  readonly #callbacks: (() => void)[] = [];

  onOutcome(call: () => void): void {
    this.#callbacks.push(call);
  }

  /** To be called after the commit. */
  outcome(): void {
    for (const call of this.#callbacks) call();
  }
}
