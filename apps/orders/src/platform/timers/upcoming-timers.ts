import { Injectable } from '@nestjs/common';

/** Says when something is to happen by itself, to whoever waits for it in this process. */
@Injectable()
export class UpcomingTimers {
  readonly #callbacks: ((dueAt: number) => void)[] = [];

  /** @param call called with the time in ms once a timer is on disk */
  onTimer(call: (dueAt: number) => void): void {
    this.#callbacks.push(call);
  }

  /** To be called after the commit. */
  written(timers: readonly { readonly dueAt: number }[]): void {
    if (timers.length === 0) return;
    const first = Math.min(...timers.map(({ dueAt }) => dueAt));
    for (const call of this.#callbacks) call(first);
  }
}
