import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * All tables of the service, as of its first release. Composite foreign keys carry the restaurant along,
 * since plain ones pass row-level security by.
 */
const tables = [
  `CREATE TABLE passline.restaurants (
    restaurant_id uuid PRIMARY KEY,
    name text NOT NULL,
    phone text,
    address text,
    timezone text NOT NULL,
    locale text NOT NULL,
    currency text NOT NULL,
    base_preparation_minutes int NOT NULL CHECK (base_preparation_minutes > 0),
    last_order_number int NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE passline.accounts (
    account_id uuid PRIMARY KEY,
    restaurant_id uuid REFERENCES passline.restaurants,
    role text NOT NULL,
    username text NOT NULL UNIQUE CHECK (username = lower(username)),
    name text NOT NULL,
    password_hash text NOT NULL,
    must_change_password boolean NOT NULL DEFAULT false,
    disabled_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CHECK (restaurant_id IS NOT NULL OR role = 'customer')
  )`,
  `CREATE INDEX accounts_by_restaurant ON passline.accounts (restaurant_id)`,
  `CREATE TABLE passline.devices (
    device_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES passline.restaurants,
    name text NOT NULL,
    client_id text NOT NULL UNIQUE,
    secret_hash text NOT NULL,
    scopes text[] NOT NULL,
    revoked_at timestamptz(3),
    last_seen_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX devices_by_restaurant ON passline.devices (restaurant_id)`,
  `CREATE TABLE passline.refresh_tokens (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES passline.accounts ON DELETE CASCADE,
    family_id uuid NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    spent_at timestamptz(3)
  )`,
  `CREATE INDEX refresh_tokens_by_family ON passline.refresh_tokens (family_id)`,
  `CREATE INDEX refresh_tokens_by_account ON passline.refresh_tokens (account_id)`,
  `CREATE TABLE passline.signing_keys (
    kid text PRIMARY KEY,
    private_key jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    retired_at timestamptz(3)
  )`,
  `CREATE TABLE passline.secrets (name text PRIMARY KEY, value bytea NOT NULL)`,
  `CREATE TABLE passline.orders (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES passline.restaurants,
    order_number text NOT NULL,
    fulfilment text NOT NULL,
    status text NOT NULL,
    version int NOT NULL CHECK (version > 0),
    workflow_version int NOT NULL,
    customer_id uuid REFERENCES passline.accounts,
    external_id text,
    items jsonb NOT NULL,
    total_amount bigint NOT NULL,
    currency text NOT NULL,
    table_label text,
    work_minutes int NOT NULL,
    ready_from timestamptz(3),
    ready_to timestamptz(3),
    placed_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3),
    head_hash bytea NOT NULL,
    link_generation int NOT NULL DEFAULT 1,
    UNIQUE (order_id, restaurant_id),
    UNIQUE (restaurant_id, order_number),
    UNIQUE (restaurant_id, external_id)
  ) WITH (fillfactor = 80)`,
  `CREATE INDEX orders_newest ON passline.orders (restaurant_id, placed_at DESC, order_id DESC)`,
  `CREATE INDEX orders_of_customer ON passline.orders (customer_id, placed_at DESC, order_id DESC) WHERE customer_id IS NOT NULL`,
  `CREATE TABLE passline.order_contacts (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    name text, email text, phone text, locale text, address text,
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
  )`,
  `CREATE TABLE passline.order_history (
    order_id uuid NOT NULL,
    version int NOT NULL CHECK (version > 0),
    restaurant_id uuid NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    from_status text,
    status text NOT NULL,
    corrects int,
    minutes int,
    reason text,
    role text NOT NULL,
    actor_id uuid,
    occurred_at timestamptz(3) NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    ready_from timestamptz(3),
    ready_to timestamptz(3),
    text_digest bytea,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (order_id, version),
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
  )`,
  `CREATE TABLE passline.order_texts (
    order_id uuid NOT NULL,
    version int NOT NULL,
    restaurant_id uuid NOT NULL,
    notes text NOT NULL,
    internal_notes text NOT NULL,
    salt bytea NOT NULL,
    PRIMARY KEY (order_id, version),
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
  )`,
  `CREATE TABLE passline.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    headers jsonb NOT NULL,
    value text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    parked_at timestamptz(3),
    parked_because text
  )`,
  `CREATE INDEX outbox_of_order ON passline.outbox (order_id)`,
  `CREATE TABLE passline.relay_heartbeat (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    backend_pid int NOT NULL,
    beat_at timestamptz NOT NULL
  )`,
  `CREATE TABLE passline.idempotency_keys (
    scope bytea NOT NULL,
    key text NOT NULL,
    restaurant_id uuid NOT NULL,
    request_hash bytea NOT NULL,
    order_id uuid NOT NULL,
    version int NOT NULL,
    result text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (scope, key)
  )`,
  `CREATE INDEX idempotency_keys_by_age ON passline.idempotency_keys (created_at)`,
];

const appendOnly = [
  `CREATE FUNCTION passline.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$`,
  `CREATE TRIGGER history_rows_stay BEFORE UPDATE OR DELETE ON passline.order_history FOR EACH ROW EXECUTE FUNCTION passline.refuse_change()`,
  `CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON passline.order_history FOR EACH STATEMENT EXECUTE FUNCTION passline.refuse_change()`,
];

export class FirstTables1764000000000 implements MigrationInterface {
  readonly name = 'FirstTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...tables,
      ...appendOnly,
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = tables.flatMap((statement) => /^CREATE TABLE (\S+)/.exec(statement)?.[1] ?? []);
    await runner.query(`DROP TABLE ${names.join(', ')}`);
    await runner.query('DROP FUNCTION passline.refuse_change()');
  }
}
