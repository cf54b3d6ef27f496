import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Customer, Done } from '#libs/contracts';
import { AccountEntity } from '../account/account.entity.ts';
import { endAccountTokens } from '../account/account-tokens.ts';
import { EndedSessions, endSessions } from '../account/ended-sessions.ts';
import { hashPassword } from '../account/passwords.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/**
 * Takes a customer out of what is kept, here and with the notifier: contacts and addresses, the notes that they wrote, and the account's name and
 * address. What happened to the orders stays, and the history's chain holds, as it covers only digests of texts.
 */
@Injectable()
export class EraseCustomerHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async handle({ id: accountId }: Customer): Promise<Done> {
    const noPassword = await hashPassword(randomBytes(32).toString('base64url'));
    const ended = await this.database.transactionAs(NarrowRole.Login, async (manager) => {
      // Held first, as whoever ends sessions does, so that no log-in slips by.
      const { username } = await manager.findOneOrFail(AccountEntity, {
        where: { accountId },
        lock: { mode: 'pessimistic_write' },
      });
      await eraseTraces(manager, accountId, username);
      for (const restaurantId of await restaurantsOf(manager, accountId))
        await eraseAt(manager, restaurantId, accountId);
      await manager.query(`SET LOCAL ROLE ${NarrowRole.Login}`);
      await manager.update(
        AccountEntity,
        { accountId },
        {
          username: `erased-${accountId}@erased.invalid`,
          name: 'Erased customer',
          passwordHash: noPassword,
          disabledAt: new Date(),
        },
      );
      return endSessions(manager, { accountId });
    });
    this.endedSessions.remember(ended);
    return {};
  }
}

async function restaurantsOf(manager: EntityManager, customerId: string): Promise<string[]> {
  await manager.query(`SET LOCAL ROLE ${NarrowRole.Lookup}`);
  const rows = await manager.query<{ restaurant_id: string }[]>(
    'SELECT DISTINCT restaurant_id FROM passline.orders WHERE customer_id = $1',
    [customerId],
  );
  return rows.map(({ restaurant_id }) => restaurant_id);
}

/** How many orders the notifier is told of at once. */
const ordersAtOnce = 1_000;

/** Takes back what was asked for by mail, and has the notifier erase what it keeps of the orders' messages and of those mails. */
async function eraseTraces(manager: EntityManager, accountId: string, username: string): Promise<void> {
  await manager.query(`SET LOCAL ROLE ${NarrowRole.Lookup}`);
  const orders = await manager.query<{ order_id: string }[]>(
    'SELECT order_id FROM passline.orders WHERE customer_id = $1',
    [accountId],
  );
  await endAccountTokens(manager, accountId);
  const [requests] = await manager.query<[{ request_id: string }[], number]>(
    'DELETE FROM passline.account_requests WHERE username = $1 RETURNING request_id',
    [username],
  );
  const letterIds = requests.map(({ request_id }) => request_id);
  for (let from = 0; from === 0 || from < orders.length; from += ordersAtOnce) {
    const orderIds = orders.slice(from, from + ordersAtOnce).map(({ order_id }) => order_id);
    await manager.query(
      'INSERT INTO passline.erasures (erasure_id, order_ids, letter_ids) VALUES ($1, $2, $3)',
      [newId(), orderIds, from === 0 ? letterIds : []],
    );
  }
}

const erasures = [
  `DELETE FROM passline.order_contacts c USING passline.orders o WHERE o.order_id = c.order_id AND o.customer_id = $1`,
  `DELETE FROM passline.order_texts t USING passline.order_history h WHERE h.order_id = t.order_id AND h.version = t.version AND h.actor_id = $1`,
  `UPDATE passline.orders SET items = (SELECT jsonb_agg(item - 'notes' ORDER BY place) FROM jsonb_array_elements(items) WITH ORDINALITY AS each (item, place))
   WHERE customer_id = $1 AND jsonb_path_exists(items, '$[*].notes')`,
];

/** As the service within one restaurant's walls. */
async function eraseAt(manager: EntityManager, restaurantId: string, customerId: string): Promise<void> {
  await manager.query('SET LOCAL ROLE NONE');
  await manager.query(`SELECT set_config('app.restaurant_id', $1, true)`, [restaurantId]);
  for (const erasure of erasures) await manager.query(erasure, [customerId]);
}
