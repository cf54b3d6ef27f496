import type { QueryResultRow } from 'pg';
import { list, raw, type Sql, sql } from '#libs/postgres';
import type { SendRecord } from './channel.ts';
import type { Channel } from './notification.entity.ts';
import type { DeathReason, DropReason, MessageState, QueuedMessage } from './queued-message.entity.ts';
import type { Worker } from './worker.ts';

/** What changes of a row, by its columns. */
interface Step extends SendRecord {
  readonly state?: MessageState;
  readonly why?: DropReason | DeathReason;
  readonly due_at?: Date | null;
  readonly attempts?: number;
  readonly attempted_at?: Date;
  readonly lease_owner?: null;
  readonly lease_until?: Date | null;
  readonly last_error?: string | null;
  readonly provider_id?: string | null;
  readonly sent_at?: Date;
}

const released = { lease_owner: null, lease_until: null } as const;

const ofEveryQueue = [
  'state',
  'why',
  'due_at',
  'attempts',
  'attempted_at',
  'lease_owner',
  'lease_until',
  'last_error',
  'provider_id',
  'sent_at',
] as const satisfies readonly (keyof Step)[];

export interface QueueTable<Row extends QueuedMessage> {
  readonly table: Sql;
  /** Columns that its steps change beside those that every queue's do. */
  readonly alsoChanged: readonly (keyof SendRecord)[];
  readonly channelOf: (row: Row) => Channel;
  /** Runs a statement as whoever may touch the row. */
  readonly run: (row: Row, statement: Sql) => Promise<QueryResultRow[]>;
}

/**
 * A queue of messages in PostgreSQL. Every step is one statement that names the state and the owner that it
 * expects, so that two workers never both take it: each answers whether the message was still theirs.
 */
export class MessageQueue<Row extends QueuedMessage> {
  readonly #changed: Sql;
  readonly #anew: Sql;

  constructor(
    protected readonly worker: Worker,
    private readonly of: QueueTable<Row>,
  ) {
    const columns = [...ofEveryQueue, ...of.alsoChanged];
    this.#changed = list(columns.map((column) => raw(column)));
    this.#anew = list(columns.map((column) => raw(`anew.${column}`)));
  }

  channelOf(row: Row): Channel {
    return this.of.channelOf(row);
  }

  /**
   * To be committed before the provider hears of it. May be asked for again where the database's answer was
   * lost: then it may be written already.
   */
  async startSending(row: Row, record: SendRecord = {}): Promise<boolean> {
    const { now, leaseEnd } = this.worker;
    const part: Step = {
      state: 'sending',
      due_at: null,
      attempts: row.attempts + 1,
      attempted_at: now(),
      lease_until: leaseEnd,
      ...record,
    };
    return (await this.step(row, 'held', part)) || this.step(row, 'sending', part);
  }

  hold(row: Row, until: Date): Promise<boolean> {
    return this.step(row, 'held', { due_at: until, ...released });
  }

  drop(row: Row, why: DropReason): Promise<boolean> {
    return this.step(row, 'held', { state: 'dropped', why, due_at: null, ...released });
  }

  /** Counts a try that never came as far as the provider. */
  failBeforeSending(row: Row, lastError: string, retryAt: Date): Promise<boolean> {
    return this.step(row, 'held', {
      attempts: row.attempts + 1,
      due_at: retryAt,
      last_error: lastError,
      ...released,
    });
  }

  bury(row: Row, why: DeathReason, lastError: string): Promise<boolean> {
    return this.step(row, row.state, {
      state: 'dead',
      why,
      last_error: lastError,
      due_at: null,
      ...released,
    });
  }

  succeed(row: Row, providerId: string | null): Promise<boolean> {
    return this.step(row, row.state, {
      state: 'sent',
      provider_id: providerId,
      sent_at: this.worker.now(),
      due_at: null,
      last_error: null,
      ...released,
    });
  }

  dropSending(row: Row, why: DropReason): Promise<boolean> {
    return this.step(row, 'sending', { state: 'dropped', why, ...released });
  }

  /** Certainly not sent: back to where it is judged anew. */
  sendAgain(row: Row, lastError: string, at: Date): Promise<boolean> {
    return this.step(row, row.state, { state: 'held', last_error: lastError, due_at: at, ...released });
  }

  /** @param lookUpAt null where it cannot be looked up */
  doubt(row: Row, lastError: string, lookUpAt: Date | null): Promise<boolean> {
    return this.step(row, row.state, {
      state: 'unknown',
      last_error: lastError,
      due_at: lookUpAt,
      ...released,
    });
  }

  protected step(row: Row, from: MessageState, part: Step): Promise<boolean> {
    return this.change(row, from, this.worker.owner, part);
  }

  /** @param owner who has it in hand; null for whoever has */
  protected async change(row: Row, from: MessageState, owner: string | null, part: Step): Promise<boolean> {
    const { table, run } = this.of;
    const inHand = owner === null ? sql`true` : sql`m.lease_owner = ${owner}`;
    const changed = await run(
      row,
      sql`
        UPDATE ${table} AS m SET (${this.#changed}) =
          (SELECT ${this.#anew} FROM jsonb_populate_record(m, ${JSON.stringify(part)}::jsonb) AS anew)
        WHERE m.id = ${row.id} AND m.state = ${from} AND ${inHand} RETURNING m.id`,
    );
    return changed.length === 1;
  }
}
