import { Inject, Injectable } from '@nestjs/common';
import type { DatabaseAnswerLostError } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { Database, LOGGER } from '../../../platform/index.ts';
import { LearnedTimes } from '../../../restaurants/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import { AfterCommit } from './after-commit.ts';
import { changeRecord, type Recording } from './change-record.ts';
import type { OrderChange } from './order-change.ts';
import { saveChange } from './order-writer.ts';
import { type DecidedChange, writeTogether } from './write-together.ts';
import { WrittenTogether } from './written-together.ts';

/** When a change is written down, for which request, and under which key. */
type Writing = Omit<Recording, 'times' | 'piecesAhead'> & Pick<DecidedChange, 'key'>;

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
    private readonly learned: LearnedTimes,
    private readonly afterCommit: AfterCommit,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Records a change that was decided on an order, and writes it.
   * @returns the order as it is then; null where someone else was first
   * @throws as `save` does
   */
  async write(
    order: StoredOrder,
    change: OrderChange,
    { key, ...request }: Writing,
  ): Promise<StoredOrder | null> {
    const { [order.fulfilment]: times = {} } = await this.learned.of(order.restaurantId);
    const piecesAhead = this.learned.piecesAhead(order);
    const next = changeRecord(order, change, { ...request, times, piecesAhead });
    return (await this.save({ order, next, key })) ? next.changed : null;
  }

  /**
   * Writes a change, and says so to the outbox.
   * @returns false where someone else was first
   * @throws what PostgreSQL said; DatabaseAnswerLostError where the database stays away
   */
  async save(change: DecidedChange): Promise<boolean> {
    // An amendment has columns of its own, and says on which lines it rests.
    const isAmended = change.next.amended !== null;
    const isWritten = await (isAmended ? this.#alone(change) : this.#writes.write(change));
    if (isWritten) {
      this.learned.note(change.next.changed);
      this.afterCommit.tell(change.next);
    }
    return isWritten;
  }

  #alone({ order, next, key }: DecidedChange, lost?: DatabaseAnswerLostError): Promise<boolean> {
    return saveChange(this.database, order, next, key, lost);
  }
}
