import {
  entriesInPart,
  type ExportedCustomer,
  type ExportPart,
  type TextConsent,
  type ToldLetter,
  type ToldMessage,
} from '#libs/contracts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

type Timed<Row> = {
  readonly [Member in keyof Row]: Member extends 'created_at' | 'recorded_at'
    ? Date
    : Member extends 'sent_at'
      ? Date | null
      : Row[Member];
};

const messagesOf = `SELECT order_id, order_number, channel, moment, corrects IS NOT NULL AS takes_back, state, why, created_at, sent_at
  FROM notifier.notifications WHERE order_id = ANY ($1::uuid[]) ORDER BY created_at DESC, id`;
const lettersOf =
  'SELECT id AS letter_id, state, why, created_at, sent_at FROM notifier.letters WHERE id = ANY ($1::uuid[]) ORDER BY created_at DESC, id';
/** Said to the restaurant that was given the number, or to all. */
const consentsOf = `SELECT phone, wanted, source, restaurant_id, recorded_at FROM notifier.consents c
  WHERE EXISTS (SELECT FROM unnest($1::uuid[], $2::text[]) AS given (restaurant_id, phone) WHERE given.phone = c.phone AND (c.restaurant_id IS NULL OR c.restaurant_id = given.restaurant_id))
  ORDER BY recorded_at, id`;

/** What the notifier keeps of a customer, for them to take along: how their messages went, and what was said of texts to their numbers. Never the provider's ids. */
export class CustomerRecord {
  constructor(private readonly database: Database) {}

  /** At least one part. */
  async read({ order_ids, letter_ids, numbers }: ExportedCustomer): Promise<ExportPart[]> {
    const messages = (await this.#run<Timed<ToldMessage>>('messages_of_customer', messagesOf, order_ids)).map(
      fated,
    );
    const letters = (await this.#run<Timed<ToldLetter>>('letters_of_customer', lettersOf, letter_ids)).map(
      fated,
    );
    const consents = await this.#run<Timed<TextConsent>>(
      'consents_of_customer',
      consentsOf,
      numbers.map(({ restaurant_id }) => restaurant_id),
      numbers.map(({ phone }) => phone),
    );
    const text_consents = consents.map(({ recorded_at, ...rest }) => ({
      ...rest,
      recorded_at: recorded_at.toISOString(),
    }));
    const parts = Math.max(
      1,
      ...[messages, letters, text_consents].map(({ length }) => Math.ceil(length / entriesInPart)),
    );
    return Array.from({ length: parts }, (_, part) => {
      const [from, to] = [part * entriesInPart, (part + 1) * entriesInPart];
      return {
        part,
        messages: messages.slice(from, to),
        letters: letters.slice(from, to),
        text_consents: text_consents.slice(from, to),
      };
    });
  }

  #run<Row extends object>(
    name: string,
    text: string,
    ...values: readonly (readonly string[])[]
  ): Promise<Row[]> {
    return this.database.asRole<Row>(NarrowRole.Exports, { name, text, values: [...values] });
  }
}

function fated<Row extends { readonly created_at: Date; readonly sent_at: Date | null }>(
  row: Row,
): Omit<Row, 'created_at' | 'sent_at'> & { created_at: string; sent_at: string | null } {
  return { ...row, created_at: row.created_at.toISOString(), sent_at: row.sent_at?.toISOString() ?? null };
}
