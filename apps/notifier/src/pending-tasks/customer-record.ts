import { Injectable } from '@nestjs/common';
import {
  entriesInPart,
  type ExportedAccountEmail,
  type ExportedCustomer,
  type ExportedMessage,
  type ExportPart,
  type TextConsent,
} from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';

/** A row as PostgreSQL gives it. */
type Timed<Row> = {
  readonly [Member in keyof Row]: Member extends 'created_at' | 'recorded_at'
    ? Date
    : Member extends 'sent_at'
      ? Date | null
      : Row[Member];
};

/**
 * What the notifier keeps of a customer, for them to take along: how their messages went, and what was said
 * of texts to their numbers. Never the provider's ids.
 */
@Injectable()
export class CustomerRecord {
  constructor(private readonly database: Database) {}

  /** At least one part. */
  async read({ order_ids, account_email_ids, numbers }: ExportedCustomer): Promise<ExportPart[]> {
    const messages = await this.#read<Timed<ExportedMessage>>(messagesOf(order_ids));
    const accountEmails = await this.#read<Timed<ExportedAccountEmail>>(accountEmailsOf(account_email_ids));
    const consents = await this.#read<Timed<TextConsent>>(consentsOf(numbers));
    return inParts({
      messages: messages.map(withTimes),
      letters: accountEmails.map(withTimes),
      text_consents: consents.map((row) => ({ ...row, recorded_at: row.recorded_at.toISOString() })),
    });
  }

  #read<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.database.asRole<Row>(NarrowRole.Exports, statement);
  }
}

const messagesOf = (orderIds: readonly string[]): Sql => sql`
  SELECT order_id, order_number, channel, moment, corrects IS NOT NULL AS takes_back,
    state, why, created_at, sent_at
  FROM notifier.notifications WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY created_at DESC, id`;

const accountEmailsOf = (ids: readonly string[]): Sql => sql`
  SELECT id AS letter_id, state, why, created_at, sent_at
  FROM notifier.letters WHERE id = ANY (${ids}::uuid[]) ORDER BY created_at DESC, id`;

/** Said to the restaurant that was given the number, or to all. */
const consentsOf = (numbers: ExportedCustomer['numbers']): Sql => sql`
  SELECT phone, wanted, source, restaurant_id, recorded_at FROM notifier.consents c
  WHERE EXISTS (
    SELECT FROM unnest(
      ${numbers.map(({ restaurant_id }) => restaurant_id)}::uuid[],
      ${numbers.map(({ phone }) => phone)}::text[]
    ) AS given (restaurant_id, phone)
    WHERE given.phone = c.phone AND (c.restaurant_id IS NULL OR c.restaurant_id = given.restaurant_id))
  ORDER BY recorded_at, id`;

function withTimes<Row extends { readonly created_at: Date; readonly sent_at: Date | null }>(
  row: Row,
): Omit<Row, 'created_at' | 'sent_at'> & { created_at: string; sent_at: string | null } {
  return { ...row, created_at: row.created_at.toISOString(), sent_at: row.sent_at?.toISOString() ?? null };
}

function inParts({ messages, letters, text_consents }: Omit<ExportPart, 'part'>): ExportPart[] {
  const longest = Math.max(messages.length, letters.length, text_consents.length);
  return Array.from({ length: Math.max(1, Math.ceil(longest / entriesInPart)) }, (_, part) => {
    const [from, to] = [part * entriesInPart, (part + 1) * entriesInPart];
    return {
      part,
      messages: messages.slice(from, to),
      letters: letters.slice(from, to),
      text_consents: text_consents.slice(from, to),
    };
  });
}
