import { Inject, Injectable } from '@nestjs/common';
import type { DatabaseAnswerLostError } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { OutboxWakeUp } from '../../../outbox/index.ts';
import { Database, LOGGER } from '../../../platform/index.ts';
import { saveChange } from './order-writer.ts';
import { type DecidedChange, writeTogether } from './write-together.ts';
import { WrittenTogether } from './written-together.ts';

/**
 * Writes changes, those that come together in one statement. What that one leaves out, since the order was
 * locked, had moved on, or a neighbour's key was used already, goes alone, as does one that comes alone: for
 * a single change it is the quicker way.
 */
@Injectable()
export class ChangeWriter {
  readonly #writes = new WrittenTogether<DecidedChange, boolean>({
    orderIdOf: ({ order }) => order.orderId,
    together: async (changes) => {
      const written = await writeTogether(this.database, changes);
      return new Map([...written].map((orderId) => [orderId, true]));
    },
    alone: (change, lost) => this.#alone(change, lost),
    onFault: (error) => {
      this.logger.warn({ err: error }, 'changes cannot be written together, and go one by one');
    },
  });

  constructor(
    private readonly database: Database,
    private readonly wakeUp: OutboxWakeUp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Writes a change, and says so to the outbox.
   * @returns false where someone else was first
   * @throws what PostgreSQL said; DatabaseAnswerLostError where the database stays away
   */
  async save(change: DecidedChange): Promise<boolean> {
    // An amendment has columns of its own, and says on which lines it rests.
    const isAmended = change.next.amended !== null;
    const isWritten = await (isAmended ? this.#alone(change) : this.#writes.write(change));
    const { stored, row, record } = change.next;
    if (isWritten)
      this.wakeUp.afterCommit({
        ...stored,
        orderId: row.orderId,
        traceparent: record.headers['traceparent'],
      });
    return isWritten;
  }

  #alone({ order, next, key }: DecidedChange, lost?: DatabaseAnswerLostError): Promise<boolean> {
    return saveChange(this.database, order, next, key, lost);
  }
}
