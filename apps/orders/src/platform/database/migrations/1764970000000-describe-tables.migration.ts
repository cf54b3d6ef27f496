import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one row of each table is: read by whoever looks into the database, and by `docs/tables.md`. */
const rows = {
  restaurants: 'One restaurant, with its profile and the number that it gave last to an order.',
  accounts: 'One person who logs in: staff of a restaurant, or a customer.',
  devices: 'One POS system of a restaurant, with the digest of the secret by which it gets its tokens.',
  refresh_tokens:
    'One refresh token by its digest; all that descend from one log-in are a family, which ends when one is used twice.',
  ended_sessions: 'One session that was ended before its access tokens expire.',
  signing_keys: 'One key that access tokens are signed with, from when it signs until it is retired.',
  account_requests: 'One request to sign up or to set a new password, answered by a mail.',
  account_tokens: 'One link in such a mail, by its digest, for a sign-up or for an account.',
  password_guesses: 'How many wrong passwords came for a name, by its digest, and until when it has to wait.',
  orders: 'One order as it stands; how it came there is in its history.',
  order_history: 'One change of an order: who made it, when and why, chained by hash to the change before.',
  order_texts: 'The notes of one change, kept apart so that they can be erased and the chain still holds.',
  order_contacts:
    'Who placed an order, and where to bring it: all that is personal about it, so that it can be erased.',
  idempotency_keys: 'What one request with an Idempotency-Key did, enough to answer its repeat.',
  outbox: 'One event that was committed with its order and is not published yet.',
  relay_heartbeat: 'The only row says which relay is at work, and when it last gave a sign of life.',
  exports: 'One customer who waits for their data while the notifier hands in its part.',
  export_parts: 'One part of what the notifier has handed in for an export.',
  erasures: 'One erased customer, of whom the notifier has yet to erase the messages.',
  secrets: 'One secret that all instances share, such as the key of tracking links.',
  limit_levels: 'How much of a rate limit one caller, known by a digest, has used up.',
} as const;

/** Whoever writes meanwhile is not held up: a comment takes no lock that a writer waits for. */
export class DescribeTables1764970000000 implements MigrationInterface {
  readonly name = 'DescribeTables1764970000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, row] of Object.entries(rows))
      await runner.query(`COMMENT ON TABLE passline.${table} IS ${pg.escapeLiteral(row)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rows)) await runner.query(`COMMENT ON TABLE passline.${table} IS NULL`);
  }
}
