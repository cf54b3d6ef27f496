/** Nothing, where all is done at once; a promise, where those behind must wait. */
export type Done = void | Promise<void>;

/** Does the tasks of one order in the order given. What needs no waiting is done at once; one order never waits for another. */
export class OrderLanes {
  readonly #waiting = new Map<string, (() => Done)[]>();

  /** @param onError hears of a task that failed; the next of its order goes on */
  constructor(private readonly onError: (error: unknown) => void) {}

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
      return task()?.catch(this.onError);
    } catch (error) {
      this.onError(error);
    }
  }

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
