import { setTimeout as delay } from 'node:timers/promises';
import { PermanentHandlerError } from '../event-log.ts';

interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How many are handed over at once at most. */
const most = 200;
/** While items come in heaps, so long is waited for more of them, in ms, … */
const gatherFor = 20;
/** … but not where so many are there already: a commit for each such heap costs little enough. */
const enough = 8;
/** So many that fail in a row by themselves say that it may be the same with any other. */
const enoughFailures = 2;

/**
 * Hands over together what comes at once, and what came while others were in hand or shortly after: a commit
 * for each would cost more than all the rest. One that comes alone waits for nobody.
 *
 * Where that fails, each is handed over by itself, so that one takes none of the others along; once two in a
 * row have failed so, the rest is tried together again, and given back where that fails the same way, as
 * nothing can be done then.
 */
export class Gathered<Item> {
  #waiting: Waiting<Item>[] = [];
  #handing = false;

  constructor(private readonly handOver: (items: readonly Item[]) => Promise<void>) {}

  /** @throws what it was handed over to has thrown */
  handle(item: Item): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed });
      if (!this.#handing) void this.#handOverAll();
    });
  }

  async #handOverAll(): Promise<void> {
    this.#handing = true;
    await thisTurn();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, most);
      await this.#together(batch);
      await thisTurn();
      const comesInHeaps = batch.length > 1 || this.#waiting.length > 0;
      if (comesInHeaps && this.#waiting.length < enough) await delay(gatherFor);
    }
    this.#handing = false;
  }

  /** Never rejects: each hears what became of it. */
  async #together(batch: readonly Waiting<Item>[], isAgain = false): Promise<void> {
    try {
      await this.handOver(batch.map(({ item }) => item));
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length > 1) await this.#singly(batch, isAgain);
      else for (const { failed } of batch) failed(error);
    }
  }

  async #singly(batch: readonly Waiting<Item>[], isAgain: boolean): Promise<void> {
    let inARow = 0;
    for (const [place, { item, done, failed }] of batch.entries()) {
      try {
        await this.handOver([item]);
        inARow = 0;
        done();
      } catch (error) {
        failed(error);
        inARow = error instanceof PermanentHandlerError ? 0 : inARow + 1;
        if (inARow < enoughFailures) continue;
        const rest = batch.slice(place + 1);
        if (!isAgain && rest.length > 0) return this.#together(rest, true);
        for (const later of rest) later.failed(error);
        return;
      }
    }
  }
}

/** What comes at once comes within it. */
const thisTurn = (): Promise<void> => new Promise((done) => setImmediate(done));
