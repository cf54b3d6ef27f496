import { setTimeout } from 'node:timers/promises';

/** Polls until the condition holds. @throws Error naming what was waited for */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await setTimeout(5);
  }
}

/** A door that stays shut until it is opened. */
export class Gate {
  readonly #door = Promise.withResolvers<undefined>();

  get opened(): Promise<undefined> {
    return this.#door.promise;
  }

  open(): void {
    this.#door.resolve(undefined);
  }
}
