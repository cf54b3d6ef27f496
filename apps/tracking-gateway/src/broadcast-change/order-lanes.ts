import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';

/** Nothing, where all is done at once; a promise, where those behind must wait. */
export type Done = void | Promise<void>;

/**
 * Does the tasks of one order in the order given; one order never waits for another. In contrast to
 * `KeyLanes`, what needs no waiting is done before `run` returns: nearly every event is shown so, without a
 * promise of its own. A task that
 * fails goes to the log, and the next of its order goes on.
 */
@Injectable()
export class OrderLanes {
  readonly #waiting = new Map<string, (() => Done)[]>();

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  run(orderId: string, task: () => Done): void {
    const lane = this.#waiting.get(orderId);
    if (lane) {
      lane.push(task);
      return;
    }
    const done = this.#try(task);
    if (done) void this.#continue(orderId, done);
  }

  #try(task: () => Done): Done {
    try {
      return task()?.catch(this.#failed);
    } catch (error) {
      this.#failed(error);
    }
  }

  readonly #failed = (error: unknown): void => {
    this.logger.error({ err: error }, 'an event could not be shown');
  };

  async #continue(orderId: string, first: Promise<void>): Promise<void> {
    const lane: (() => Done)[] = [];
    this.#waiting.set(orderId, lane);
    await first;
    for (let task = lane.shift(); task; task = lane.shift()) {
      const done = this.#try(task);
      if (done) await done;
    }
    this.#waiting.delete(orderId);
  }
}
