import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * What people ask for before it is known who they are, the links in the mails that answer it, and numbers by
 * which an order is found.
 */
const statements = [
  `CREATE TABLE passline.account_requests (
    request_id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('sign_up', 'confirmation', 'password_reset')),
    username text NOT NULL CHECK (username = lower(username)),
    name text,
    password_hash text,
    restaurant_id uuid REFERENCES passline.restaurants,
    locale text,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    taken_at timestamptz(3),
    CHECK ((kind = 'sign_up') = (name IS NOT NULL AND password_hash IS NOT NULL))
  )`,
  `CREATE INDEX account_requests_of ON passline.account_requests (username, created_at)`,
  `CREATE INDEX account_requests_waiting ON passline.account_requests (created_at) WHERE taken_at IS NULL`,
  `CREATE TABLE passline.account_tokens (
    token_hash bytea PRIMARY KEY,
    sign_up_id uuid REFERENCES passline.account_requests ON DELETE CASCADE,
    account_id uuid REFERENCES passline.accounts ON DELETE CASCADE,
    expires_at timestamptz(3) NOT NULL,
    CHECK ((sign_up_id IS NULL) <> (account_id IS NULL))
  )`,
  `CREATE INDEX account_tokens_of_sign_up ON passline.account_tokens (sign_up_id)`,
  `CREATE INDEX account_tokens_of_account ON passline.account_tokens (account_id)`,
  `CREATE INDEX order_contacts_by_phone ON passline.order_contacts (phone) WHERE phone IS NOT NULL`,
];

export class Customers1764500000000 implements MigrationInterface {
  readonly name = 'Customers1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...statements,
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX passline.order_contacts_by_phone');
    await runner.query('DROP TABLE passline.account_tokens, passline.account_requests');
  }
}
