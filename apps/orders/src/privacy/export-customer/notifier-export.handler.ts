import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type CustomerExport,
  type Done,
  type ExportedCustomer,
  type ExportPart,
  exportPartSchema,
} from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { currentTrace, ProblemError } from '#libs/service-kit';
import { Database, NarrowRole } from '../../platform/index.ts';

/**
 * How long a customer waits for the notifier, which hears of it at once, and how often it is looked whether
 * it has answered; in ms.
 */
const patience = 5_000;
const lookEvery = 100;

type KeptByNotifier = Pick<CustomerExport, 'messages' | 'letters' | 'text_consents'>;

/**
 * Asks the notifier what it keeps of a customer, in the way in which it learns of erasures: it finds the
 * question among its pending tasks, and hands the answer in. Any instance may take it, so it lies in the
 * database until whoever waits has it.
 */
@Injectable()
export class NotifierExportHandler {
  readonly #asked = new Map<string, Promise<KeptByNotifier>>();

  constructor(private readonly database: Database) {}

  /**
   * Whoever asks again meanwhile gets the same answer.
   * @throws ProblemError `unavailable` where the notifier does not answer: half of the data would pass for
   * all of it
   */
  whatIsKeptOf(accountId: string): Promise<KeptByNotifier> {
    const asked =
      this.#asked.get(accountId) ?? this.#ask(accountId).finally(() => this.#asked.delete(accountId));
    this.#asked.set(accountId, asked);
    return asked;
  }

  /** Whom the notifier is asked about. @throws ProblemError `not_found` where nobody waits any more */
  async customerOf(exportId: string): Promise<ExportedCustomer> {
    const [customer] = await this.#run<ExportedCustomer>(customerOf(exportId));
    if (customer === undefined) throw new ProblemError('not_found', 'Nobody waits for this export.');
    return customer;
  }

  async receive(exportId: string, part: ExportPart): Promise<Done> {
    await this.#run(addPart(exportId, part));
    return {};
  }

  async #ask(accountId: string): Promise<KeptByNotifier> {
    const exportId = newId();
    await this.#run(
      sql`INSERT INTO passline.exports (export_id, account_id, trace_id)
        VALUES (${exportId}, ${accountId}, ${currentTrace()})`,
    );
    try {
      await this.#answered(exportId);
      return await this.#parts(exportId);
    } finally {
      // Where the database was lost meanwhile, the row is removed with what is outlived.
      await this.#run(sql`DELETE FROM passline.exports WHERE export_id = ${exportId}`).catch(() => undefined);
    }
  }

  async #answered(exportId: string): Promise<void> {
    const until = performance.now() + patience;
    while (performance.now() < until) {
      const [row] = await this.#run<{ answered: boolean }>(
        sql`SELECT answered_at IS NOT NULL AS answered FROM passline.exports WHERE export_id = ${exportId}`,
      );
      if (row?.answered === true) return;
      await pause(lookEvery);
    }
    throw new ProblemError(
      'unavailable',
      'The part of your data that is with the messages cannot be read right now, and without it this would not be all. Try again in a minute.',
      {},
      60,
    );
  }

  async #parts(exportId: string): Promise<KeptByNotifier> {
    const rows = await this.#run<{ content: unknown }>(
      sql`SELECT content FROM passline.export_parts WHERE export_id = ${exportId} ORDER BY part`,
    );
    const parts = rows.map(({ content }) => exportPartSchema.parse(content));
    return {
      messages: parts.flatMap(({ messages }) => messages),
      letters: parts.flatMap(({ letters }) => letters),
      text_consents: parts.flatMap(({ text_consents }) => text_consents),
    };
  }

  #run<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.database.asRole<Row>(NarrowRole.Exports, statement);
  }
}

const customerOf = (exportId: string): Sql => sql`
  SELECT
    ARRAY(SELECT o.order_id FROM passline.orders o WHERE o.customer_id = e.account_id) AS order_ids,
    ARRAY(SELECT DISTINCT jsonb_build_object('restaurant_id', o.restaurant_id, 'phone', c.phone)
      FROM passline.orders o JOIN passline.order_contacts c USING (order_id)
      WHERE o.customer_id = e.account_id AND c.phone IS NOT NULL) AS numbers,
    ARRAY(SELECT q.request_id FROM passline.account_requests q JOIN passline.accounts a USING (username)
      WHERE a.account_id = e.account_id) AS account_email_ids
  FROM passline.exports e WHERE e.export_id = ${exportId}`;

/** The question is held while its answer is written down: whoever gives up waiting takes all of it away. */
const addPart = (exportId: string, part: ExportPart): Sql => sql`
  WITH asked AS (
    SELECT export_id FROM passline.exports WHERE export_id = ${exportId} FOR KEY SHARE
  ), outdated AS (
    DELETE FROM passline.export_parts WHERE export_id = ${exportId} AND part > ${part.part}
  )
  INSERT INTO passline.export_parts (export_id, part, content)
  SELECT export_id, ${part.part}, ${JSON.stringify(part)} FROM asked
  ON CONFLICT (export_id, part) DO UPDATE SET content = excluded.content`;
