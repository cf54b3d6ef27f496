import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Done, PendingTasks, TasksTaken } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Database, DatabaseSignals, HeldRequests, NarrowRole } from '../platform/index.ts';
import { RotatingPages } from './rotating-pages.ts';

/** What was asked for, and by which request. */
type Traced = { readonly id: string; readonly trace_id: string | null };

type StoredErasure = {
  readonly id: string;
  readonly order_ids: string[];
  readonly letter_ids: string[];
};

/**
 * How long nothing waits, in ms, after nothing did and no row was signalled. A signal can be lost without a
 * word, and whoever asked for an export waits for five seconds.
 */
const quietFor = 2_000;
const nothingWaits: PendingTasks = { account_emails: [], erasures: [], exports: [], trace_ids: {} };

/**
 * Says what waits for the notifier, until it has taken it. The notifier asks again and again, and may wait
 * for something; the database is asked where something came since it was empty, and now and then.
 */
@Injectable()
export class PendingTasksHandler implements BeforeApplicationShutdown {
  readonly #emails = new RotatingPages<Traced>(100);
  readonly #erasures = new RotatingPages<StoredErasure>(10);
  readonly #exports = new RotatingPages<Traced>(20);

  readonly #held = new HeldRequests();
  #signals = 0;
  #quietUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly signals: DatabaseSignals,
  ) {
    for (const table of ['account_requests', 'erasures', 'exports'] as const)
      signals.on(table, () => {
        this.#signals += 1;
        this.#quietUntil = 0;
        this.#held.release();
      });
  }

  beforeApplicationShutdown(): void {
    this.#held.close();
  }

  /**
   * @param ms for how long to wait for something where there is nothing: until a signal, so not where none
   * may be heard
   */
  async waiting(ms = 0): Promise<PendingTasks> {
    const signals = this.#signals;
    const tasks = await this.#now();
    if (ms === 0 || isAny(tasks) || !this.signals.isListening) return tasks;
    if (signals === this.#signals) await this.#held.hold(ms);
    return this.#now();
  }

  async #now(): Promise<PendingTasks> {
    if (this.signals.isListening && performance.now() < this.#quietUntil) return nothingWaits;
    const signals = this.#signals;
    const tasks = await this.#read();
    if (!isAny(tasks) && signals === this.#signals) this.#quietUntil = performance.now() + quietFor;
    return tasks;
  }

  async #read(): Promise<PendingTasks> {
    const emails = await this.#emails.next((after) =>
      this.database.asRole<Traced>(
        NarrowRole.Enrolment,
        sql`SELECT id, trace_id FROM (
            SELECT request_id AS id, trace_id FROM passline.account_requests WHERE taken_at IS NULL
            UNION ALL
            SELECT request_id, NULL FROM passline.weekly_report_emails WHERE taken_at IS NULL) AS waiting
          WHERE id > ${after} ORDER BY id LIMIT ${this.#emails.most}`,
      ),
    );
    const erasures = await this.#erasures.next((after) =>
      this.database.asRole<StoredErasure>(
        NarrowRole.Enrolment,
        sql`SELECT erasure_id AS id, order_ids, letter_ids FROM passline.erasures
          WHERE erasure_id > ${after} ORDER BY erasure_id LIMIT ${this.#erasures.most}`,
      ),
    );
    const exports = await this.#exports.next((after) =>
      this.database.asRole<Traced>(
        NarrowRole.Exports,
        sql`SELECT export_id AS id, trace_id FROM passline.exports
          WHERE answered_at IS NULL AND created_at > now() - interval '30 seconds' AND export_id > ${after}
          ORDER BY export_id LIMIT ${this.#exports.most}`,
      ),
    );
    const traceIds = [...emails, ...exports].flatMap(({ id, trace_id }) =>
      trace_id === null ? [] : [[id, trace_id] as const],
    );
    return {
      account_emails: emails.map(({ id }) => id),
      erasures: erasures.map(({ id, order_ids, letter_ids }) => ({
        erasure_id: id,
        order_ids,
        account_email_ids: letter_ids,
      })),
      exports: exports.map(({ id }) => id),
      trace_ids: Object.fromEntries(traceIds),
    };
  }

  async taken({ account_emails, erasures, exports }: TasksTaken): Promise<Done> {
    await this.database.asRole(
      NarrowRole.Enrolment,
      sql`UPDATE passline.account_requests SET taken_at = now()
        WHERE request_id = ANY (${account_emails}::uuid[]) AND taken_at IS NULL`,
    );
    await this.database.asRole(
      NarrowRole.Enrolment,
      sql`UPDATE passline.weekly_report_emails SET taken_at = now()
        WHERE request_id = ANY (${account_emails}::uuid[]) AND taken_at IS NULL`,
    );
    await this.database.asRole(
      NarrowRole.Enrolment,
      sql`DELETE FROM passline.erasures WHERE erasure_id = ANY (${erasures}::uuid[])`,
    );
    await this.database.asRole(
      NarrowRole.Exports,
      sql`UPDATE passline.exports SET answered_at = now()
        WHERE export_id = ANY (${exports}::uuid[])`,
    );
    return {};
  }
}

const isAny = ({ account_emails, erasures, exports }: PendingTasks): boolean =>
  account_emails.length + erasures.length + exports.length > 0;
