import type { QueryResultRow } from 'pg';
import type { Statement } from '#libs/service-kit';
import type { Columns } from '../database/columns.ts';
import { leaseEnd, type Worker } from './due-work.ts';
import type { DeathReason, DropReason, MessageState, QueuedMessage } from './queued-message.entity.ts';

type Step = Partial<QueuedMessage>;

const released = { leaseOwner: null, leaseUntil: null } as const;

const ofEveryQueue = [
  'state',
  'why',
  'dueAt',
  'attempts',
  'attemptedAt',
  'leaseOwner',
  'leaseUntil',
  'lastError',
  'providerId',
  'sentAt',
] as const;

export interface QueueTable<Row extends QueuedMessage> {
  readonly table: string;
  readonly columns: Columns<Row>;
  /** What its steps change beside what every queue's do. */
  readonly alsoChanged: readonly (keyof Row & string)[];
  /** Runs a statement as whoever may touch the row. */
  readonly run: (row: Row, statement: Statement) => Promise<QueryResultRow[]>;
}

/**
 * A queue of messages in PostgreSQL. Every step is one statement that names the state and the owner that it expects, so that two workers
 * never both take it: each answers whether the message was still theirs.
 */
export class MessageQueue<Row extends QueuedMessage> {
  readonly #change: string;

  constructor(
    protected readonly worker: Worker,
    private readonly of: QueueTable<Row>,
  ) {
    const { table, columns } = of;
    const changed = [...ofEveryQueue, ...of.alsoChanged].map((property) => columns.of(property));
    this.#change = `UPDATE ${table} AS m SET (${changed.join(', ')}) = (SELECT ${changed.map((column) => `p.${column}`).join(', ')} FROM jsonb_populate_record(m, $4::jsonb) AS p)
      WHERE m.id = $1 AND m.state = $2 AND ($3::uuid IS NULL OR m.lease_owner = $3) RETURNING m.id`;
  }

  /** To be committed before the provider hears of it. May be asked for again where the database's answer was lost: then it may be written already. */
  async startSending(row: Row, trace: object = {}): Promise<boolean> {
    const { now } = this.worker;
    const part: Step = {
      state: 'sending',
      dueAt: null,
      attempts: row.attempts + 1,
      attemptedAt: now(),
      leaseUntil: leaseEnd(this.worker),
      ...trace,
    };
    return (await this.step(row, 'held', part)) || this.step(row, 'sending', part);
  }

  hold(row: Row, until: Date): Promise<boolean> {
    return this.step(row, 'held', { dueAt: until, ...released });
  }

  drop(row: Row, why: DropReason): Promise<boolean> {
    return this.step(row, 'held', { state: 'dropped', why, dueAt: null, ...released });
  }

  /** Counts a try that never came as far as the provider. */
  failBeforeSending(row: Row, lastError: string, retryAt: Date): Promise<boolean> {
    return this.step(row, 'held', { attempts: row.attempts + 1, dueAt: retryAt, lastError, ...released });
  }

  bury(row: Row, why: DeathReason, lastError: string): Promise<boolean> {
    return this.step(row, row.state, { state: 'dead', why, lastError, dueAt: null, ...released });
  }

  succeed(row: Row, providerId: string | null): Promise<boolean> {
    return this.step(row, row.state, {
      state: 'sent',
      providerId,
      sentAt: this.worker.now(),
      dueAt: null,
      lastError: null,
      ...released,
    });
  }

  dropSending(row: Row, why: DropReason): Promise<boolean> {
    return this.step(row, 'sending', { state: 'dropped', why, ...released });
  }

  /** Certainly not sent: back to where it is judged anew. */
  sendAgain(row: Row, lastError: string, at: Date): Promise<boolean> {
    return this.step(row, row.state, { state: 'held', lastError, dueAt: at, ...released });
  }

  /** @param lookUpAt null where it cannot be looked up */
  doubt(row: Row, lastError: string, lookUpAt: Date | null): Promise<boolean> {
    return this.step(row, row.state, { state: 'unknown', lastError, dueAt: lookUpAt, ...released });
  }

  protected step(row: Row, from: MessageState, part: Step): Promise<boolean> {
    return this.change(row, from, this.worker.owner, part);
  }

  /** @param owner who has it in hand; null for whoever has */
  protected async change(row: Row, from: MessageState, owner: string | null, part: Step): Promise<boolean> {
    const changed = await this.of.run(row, {
      name: `change_${this.of.table}`,
      text: this.#change,
      values: [row.id, from, owner, this.of.columns.json(part)],
    });
    return changed.length === 1;
  }
}
