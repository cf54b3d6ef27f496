import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseAnswerLostError, isContended, isDatabaseUnavailable } from '#libs/postgres';
import { waitAtMost } from '../../../platform/index.ts';

interface Waiting<Item, Verdict> {
  readonly item: Item;
  readonly resolve: (verdict: Verdict | Promise<Verdict>) => void;
  readonly reject: (error: unknown) => void;
}

/** How some items are written. */
export interface Writing<Item, Verdict> {
  /** Of the order that it is of: a statement has at most one of each. */
  readonly orderIdOf: (item: Item) => string;
  /**
   * Writes many in one statement, which fails for all of them. It leaves out whatever it can tell that it
   * would have to wait for; a key or an id that another process is just writing is waited for all the same.
   * @returns the verdicts of those that were written, by order
   */
  readonly together: (items: readonly Item[]) => Promise<ReadonlyMap<string, Verdict>>;
  /**
   * Writes one, and waits where it has to.
   * @param lost the answer to a first try that may have been done
   */
  readonly alone: (item: Item, lost?: DatabaseAnswerLostError) => Promise<Verdict>;
  /** Told of an error of `together` that no neighbour explains: it would come again with each batch. */
  readonly onFault: (error: unknown) => void;
}

/** In one statement. */
const mostTogether = 32;
/**
 * While items come in heaps, so long is waited for more of them, in ms. PostgreSQL does for one nearly what
 * it does for ten, and whoever waits for its processor waits longer than this.
 */
const gatherFor = 1;
/** A statement that takes longer, in ms, holds up nobody: the next one goes by another connection. */
const slowAfter = 100;
/** The same for an item alone, which waits where its order is locked. */
const loneSlowAfter = 20;

/**
 * Writes at once what comes alone; what comes while others are being written goes together: one statement and
 * one commit for all of them, each with its own verdict.
 *
 * A statement for many leaves out what it would wait for, and fails for all. So whatever it could not write
 * is written once more by itself, where it can wait, and hears what is wrong with it alone.
 */
export class WrittenTogether<Item, Verdict> {
  #waiting: Waiting<Item, Verdict>[] = [];
  #isWriting = false;

  constructor(private readonly writing: Writing<Item, Verdict>) {}

  write(item: Item): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      await waitAtMost(batch.length === 1 ? loneSlowAfter : slowAfter, this.#write(batch));
      if (batch.length > 1 && this.#waiting.length < mostTogether) await delay(gatherFor);
    }
    this.#isWriting = false;
  }

  /** The oldest that wait, at most one of an order. */
  #take(): readonly Waiting<Item, Verdict>[] {
    const [batch, rest]: [Waiting<Item, Verdict>[], Waiting<Item, Verdict>[]] = [[], []];
    const taken = new Set<string>();
    for (const waiting of this.#waiting) {
      const orderId = this.writing.orderIdOf(waiting.item);
      (batch.length < mostTogether && !taken.has(orderId) ? batch : rest).push(waiting);
      taken.add(orderId);
    }
    this.#waiting = rest;
    return batch;
  }

  /** Never rejects: each of them hears what became of it. */
  async #write(batch: readonly Waiting<Item, Verdict>[]): Promise<void> {
    const { orderIdOf, together, alone } = this.writing;
    const [first] = batch;
    if (first !== undefined && batch.length === 1) return alone(first.item).then(first.resolve, first.reject);
    try {
      const written = await together(batch.map(({ item }) => item));
      for (const { item, resolve } of batch) resolve(written.get(orderIdOf(item)) ?? alone(item));
    } catch (error) {
      if (isFault(error)) this.writing.onFault(error);
      for (const waiting of batch) this.#afterFailure(waiting, error);
    }
  }

  #afterFailure({ item, resolve, reject }: Waiting<Item, Verdict>, error: unknown): void {
    const { alone } = this.writing;
    if (error instanceof DatabaseAnswerLostError) resolve(alone(item, error));
    else if (isDatabaseUnavailable(error)) reject(error);
    else resolve(alone(item));
  }
}

const isFault = (error: unknown): boolean =>
  !(error instanceof DatabaseAnswerLostError) && !isDatabaseUnavailable(error) && !isContended(error);
