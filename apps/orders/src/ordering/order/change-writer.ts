import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DatabaseAnswerLostError, isDatabaseUnavailable } from '#libs/postgres';
import { OutboxWakeUp } from '../../outbox/index.ts';
import { Database, waitAtMost } from '../../platform/index.ts';
import { saveChange } from './order-writer.ts';
import { type DecidedChange, writeTogether } from './write-together.ts';

interface WaitingChange extends DecidedChange {
  readonly resolve: (isWritten: boolean | Promise<boolean>) => void;
  readonly reject: (error: unknown) => void;
}

/** In one statement. */
const mostTogether = 32;
/**
 * While changes come in heaps, so long is waited for more of them, in ms. PostgreSQL does for one change
 * nearly what it does for ten, and whoever waits for its processor waits longer than this.
 */
const gatherFor = 1;
/** A statement that takes longer, in ms, holds up nobody: the next one goes by another connection. */
const slowAfter = 100;
/** The same for a change alone, which waits where its order is locked. */
const loneSlowAfter = 20;

/**
 * Writes changes. One that comes alone is written at once; those that come while others are being written go
 * together: one statement and one commit for all of them, each with its own verdict.
 *
 * A statement for many waits for nobody and fails for all. So whatever it could not write, since the order
 * was locked, had moved on, or a neighbour's key was used already, is written once more by itself, where it
 * can wait. One that comes alone goes by that way at once: for a single change it is the quicker one.
 */
@Injectable()
export class ChangeWriter {
  #waiting: WaitingChange[] = [];
  #isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly wakeUp: OutboxWakeUp,
  ) {}

  /**
   * Writes a change, and says so to the outbox.
   * @returns false where someone else was first
   * @throws what PostgreSQL said; DatabaseAnswerLostError where the database stays away
   */
  async save(change: DecidedChange): Promise<boolean> {
    const isWritten = await this.#inTurn(change);
    const { stored, row, record } = change.next;
    if (isWritten)
      this.wakeUp.afterCommit({
        ...stored,
        orderId: row.orderId,
        traceparent: record.headers['traceparent'],
      });
    return isWritten;
  }

  #inTurn(change: DecidedChange): Promise<boolean> {
    // An amendment has columns of its own, and says on which lines it rests.
    if (change.next.amended !== null) return this.#alone(change);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...change, resolve, reject });
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
  #take(): readonly WaitingChange[] {
    const [batch, rest]: [WaitingChange[], WaitingChange[]] = [[], []];
    const taken = new Set<string>();
    for (const change of this.#waiting) {
      const { orderId } = change.order;
      (batch.length < mostTogether && !taken.has(orderId) ? batch : rest).push(change);
      taken.add(orderId);
    }
    this.#waiting = rest;
    return batch;
  }

  /** Never rejects: each of them hears what became of it. */
  async #write(batch: readonly WaitingChange[]): Promise<void> {
    const [first] = batch;
    if (first !== undefined && batch.length === 1)
      return this.#alone(first).then(first.resolve, first.reject);
    try {
      const written = await writeTogether(this.database, batch);
      for (const change of batch) change.resolve(written.has(change.order.orderId) || this.#alone(change));
    } catch (error) {
      for (const change of batch) this.#afterFailure(change, error);
    }
  }

  #afterFailure(change: WaitingChange, error: unknown): void {
    if (error instanceof DatabaseAnswerLostError) change.resolve(this.#alone(change, error));
    else if (isDatabaseUnavailable(error)) change.reject(error);
    else change.resolve(this.#alone(change));
  }

  #alone({ order, next, key }: DecidedChange, lost?: DatabaseAnswerLostError): Promise<boolean> {
    return saveChange(this.database, order, next, key, lost);
  }
}
