/**
 * Who may see and do what inside PostgreSQL itself. The service's own role sees nothing but the restaurant named in `app.restaurant_id`;
 * each path that crosses restaurants takes on one narrow role for the length of a transaction.
 */
export const NarrowRole = {
  /** The relay: reads and empties the outbox. */
  Relay: 'passline_relay',
  /** From an order's id, or a customer's, to the restaurant: no more of the order than that. */
  Lookup: 'passline_lookup',
  /** Log-in, before it is known whose account it is. */
  Login: 'passline_login',
  /** The services' batched snapshots and message facts: reads orders of any restaurant. */
  Snapshots: 'passline_snapshots',
  /** Reads the history of all restaurants to verify its chain. */
  Verify: 'passline_verify',
  /** Removes what has outlived its time. */
  Jobs: 'passline_jobs',
  /** Makes restaurants and their first admin. */
  Founding: 'passline_founding',
} as const;
export type NarrowRole = (typeof NarrowRole)[keyof typeof NarrowRole];

/** Tables whose rows belong to a restaurant, and what the service may do with its own. */
const walled: Readonly<Record<string, string>> = {
  restaurants: 'SELECT, UPDATE',
  accounts: 'SELECT, INSERT, UPDATE',
  devices: 'SELECT, INSERT, UPDATE, DELETE',
  orders: 'SELECT, INSERT, UPDATE',
  order_contacts: 'SELECT, INSERT, UPDATE, DELETE',
  order_history: 'SELECT, INSERT',
  order_texts: 'SELECT, INSERT, DELETE',
  outbox: 'INSERT',
  idempotency_keys: 'SELECT, INSERT',
};

/** What crosses restaurants: role → table → rights (columns where only some are needed). */
const crossing: Readonly<Record<NarrowRole, Readonly<Record<string, string>>>> = {
  passline_relay: { outbox: 'SELECT, UPDATE, DELETE' },
  passline_lookup: {
    orders: 'SELECT (order_id, restaurant_id, customer_id, link_generation, ended_at, placed_at)',
    restaurants: 'SELECT (restaurant_id)',
    idempotency_keys: 'SELECT',
  },
  passline_login: {
    accounts: 'SELECT, UPDATE', devices: 'SELECT, UPDATE', refresh_tokens: 'SELECT, INSERT, UPDATE, DELETE', ended_sessions: 'SELECT, INSERT',
  },
  passline_snapshots: {
    orders: 'SELECT', order_history: 'SELECT', order_texts: 'SELECT', order_contacts: 'SELECT', restaurants: 'SELECT', accounts: 'SELECT (account_id, restaurant_id, name)', devices: 'SELECT (device_id, restaurant_id, name)',
  },
  passline_verify: { orders: 'SELECT', order_history: 'SELECT', order_texts: 'SELECT' },
  passline_jobs: { idempotency_keys: 'SELECT, DELETE', refresh_tokens: 'SELECT, DELETE', ended_sessions: 'SELECT, DELETE' },
  passline_founding: { restaurants: 'SELECT, INSERT', accounts: 'SELECT, INSERT', devices: 'SELECT, INSERT', orders: 'SELECT (restaurant_id)' },
};

/** Tables with nothing of a restaurant in them. */
const open: Readonly<Record<string, string>> = { signing_keys: 'SELECT, INSERT', secrets: 'SELECT, INSERT', relay_heartbeat: 'SELECT, INSERT, UPDATE' };

const own = `(SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)`;

/** Statements that make the narrow roles where they are missing; roles belong to the whole cluster, so others may be at it too. */
export function narrowRoleStatements(): string[] {
  return Object.values(NarrowRole).map(
    (role) => `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
}

/** Row-level security and the narrow roles' rights, on the tables as they stand; safe to run again, and to be run by the migration of each new table. */
export function wallStatements(): string[] {
  return [
    ...Object.keys(walled).flatMap((table) => [
      where(table, `ALTER TABLE passline.${table} ENABLE ROW LEVEL SECURITY`),
      where(table, `ALTER TABLE passline.${table} FORCE ROW LEVEL SECURITY`),
      where(table, `DROP POLICY IF EXISTS own_restaurant ON passline.${table}`),
      where(table, `CREATE POLICY own_restaurant ON passline.${table} USING (restaurant_id = ${own}) WITH CHECK (restaurant_id = ${own})`),
    ]),
    ...Object.entries(crossing).flatMap(([role, tables]) => [
      `GRANT USAGE ON SCHEMA passline TO ${role}`,
      ...Object.entries(tables).flatMap(([table, rights]) => crossingStatements(role, table, rights)),
    ]),
  ];
}

function crossingStatements(role: string, table: string, rights: string): string[] {
  const grant = `GRANT ${rights} ON passline.${table} TO ${role}`;
  if (!(table in walled)) return [where(table, grant)];
  const policy = `CREATE POLICY ${role} ON passline.${table} TO ${role} USING (true) WITH CHECK (true)`;
  return [grant, `DROP POLICY IF EXISTS ${role} ON passline.${table}`, policy].map((statement) => where(table, statement));
}

/** An earlier migration runs without the tables of later ones. */
const where = (table: string, statement: string): string =>
  `DO $wall$ BEGIN IF to_regclass('passline.${table}') IS NOT NULL THEN ${statement}; END IF; END $wall$`;

/** The rights of the role that the service logs in as; it inherits none of the narrow roles' and takes one on only by name. */
export function serviceRoleStatements(role: string): string[] {
  return [
    `ALTER ROLE ${role} NOINHERIT`,
    `GRANT ${Object.values(NarrowRole).join(', ')} TO ${role}`,
    `GRANT USAGE ON SCHEMA passline TO ${role}`,
    `GRANT SELECT ON passline.migrations TO ${role}`,
    ...[...Object.entries(walled), ...Object.entries(open)].map(([table, rights]) => `GRANT ${rights} ON passline.${table} TO ${role}`),
  ];
}
