import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Customer, Done } from '#libs/contracts';
import { sql } from '#libs/postgres';
import {
  accountColumns,
  endAccountTokens,
  EndedSessions,
  endSessions,
  hashPassword,
} from '../../identity/index.ts';
import { Database, NarrowRole, type Transaction } from '../../platform/index.ts';

/**
 * Takes a customer out of what is kept, here and with the notifier: contacts and addresses, the notes and
 * comments that they wrote, and the account's name and address. What happened to the orders stays, and how
 * many stars they got; the history's chain holds, as it covers only digests of texts.
 */
@Injectable()
export class EraseCustomerHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async handle({ id: accountId }: Customer): Promise<Done> {
    const noPassword = await hashPassword(randomBytes(32).toString('base64url'));
    const ended = await this.database.transactionAs(NarrowRole.Login, async (transaction) => {
      await eraseTraces(transaction, accountId, await heldUsername(transaction, accountId));
      for (const restaurantId of await restaurantsOf(transaction, accountId))
        await eraseAt(transaction, restaurantId, accountId);
      await eraseAccount(transaction, accountId, noPassword);
      return endSessions(transaction, { accountId }, 'account_shut');
    });
    this.endedSessions.remember(ended);
    return {};
  }
}

/** The account is held first, as whoever ends sessions does, so that no log-in slips by. */
async function heldUsername(transaction: Transaction, accountId: string): Promise<string> {
  const [account] = await transaction.query<{ username: string }>(
    sql`SELECT username FROM passline.accounts WHERE account_id = ${accountId} FOR UPDATE`,
  );
  if (account === undefined) throw new Error(`there is no account ${accountId}`);
  return account.username;
}

async function eraseAccount(transaction: Transaction, accountId: string, noPassword: string): Promise<void> {
  const changes = accountColumns.set({
    username: `erased-${accountId}@erased.invalid`,
    name: 'Erased customer',
    passwordHash: noPassword,
    disabledAt: new Date(),
  });
  await transaction.query(sql`UPDATE passline.accounts SET ${changes} WHERE account_id = ${accountId}`);
}

async function restaurantsOf(transaction: Transaction, customerId: string): Promise<string[]> {
  const rows = await transaction.as(NarrowRole.Lookup, () =>
    transaction.query<{ restaurant_id: string }>(
      sql`SELECT DISTINCT restaurant_id FROM passline.orders WHERE customer_id = ${customerId}`,
    ),
  );
  return rows.map(({ restaurant_id }) => restaurant_id);
}

async function ordersOf(transaction: Transaction, customerId: string): Promise<string[]> {
  const rows = await transaction.as(NarrowRole.Lookup, () =>
    transaction.query<{ order_id: string }>(
      sql`SELECT order_id FROM passline.orders WHERE customer_id = ${customerId}`,
    ),
  );
  return rows.map(({ order_id }) => order_id);
}

/** How many orders the notifier is told of at once. */
const ordersAtOnce = 1_000;

/**
 * Takes back what was asked for by mail, and has the notifier erase what it keeps of the orders' messages and
 * of those mails.
 */
async function eraseTraces(transaction: Transaction, accountId: string, username: string): Promise<void> {
  const orders = await ordersOf(transaction, accountId);
  await endAccountTokens(transaction, accountId);
  await transaction.as(NarrowRole.Enrolment, async () => {
    const requests = await transaction.query<{ request_id: string }>(
      sql`DELETE FROM passline.account_requests WHERE username = ${username} RETURNING request_id`,
    );
    const letterIds = requests.map(({ request_id }) => request_id);
    for (let from = 0; from === 0 || from < orders.length; from += ordersAtOnce)
      await transaction.query(
        sql`INSERT INTO passline.erasures (erasure_id, order_ids, letter_ids)
          VALUES (${newId()}, ${orders.slice(from, from + ordersAtOnce)}, ${from === 0 ? letterIds : []})`,
      );
  });
}

/** As the service within one restaurant. */
async function eraseAt(transaction: Transaction, restaurantId: string, customerId: string): Promise<void> {
  await transaction.of(restaurantId, async () => {
    await transaction.query(
      sql`DELETE FROM passline.order_contacts c USING passline.orders o
        WHERE o.order_id = c.order_id AND o.customer_id = ${customerId}`,
    );
    await transaction.query(
      sql`DELETE FROM passline.order_texts t USING passline.order_history h
        WHERE h.order_id = t.order_id AND h.version = t.version AND h.actor_id = ${customerId}`,
    );
    await transaction.query(
      sql`UPDATE passline.feedback f SET comment = NULL FROM passline.orders o
        WHERE o.order_id = f.order_id AND o.customer_id = ${customerId} AND f.comment IS NOT NULL`,
    );
    await transaction.query(
      sql`UPDATE passline.orders SET notes = NULL, items = (
          SELECT jsonb_agg(item - 'notes' ORDER BY place)
          FROM jsonb_array_elements(items) WITH ORDINALITY AS each (item, place))
        WHERE customer_id = ${customerId} AND (notes IS NOT NULL OR jsonb_path_exists(items, '$[*].notes'))`,
    );
  });
}
