/**
 * What a narrow role may do with all rows of a table; or, said as conditions, which rows it sees and which it
 * may write.
 */
export type Right = string | { readonly rights: string; readonly sees?: string; readonly writes?: string };

/** The rows of the restaurants that are named in `app.restaurant_ids`, for a role that works for several. */
export const ofNamedRestaurants = `restaurant_id = ANY (
  (SELECT string_to_array(NULLIF(current_setting('app.restaurant_ids', true), ''), ','))::uuid[])`;

/**
 * Who may see and do what with the tables of one schema, in PostgreSQL itself. The service's own role sees
 * nothing but the restaurant named in `app.restaurant_id`; each path that crosses restaurants takes on one
 * narrow role for the length of a transaction.
 */
export interface RowLevelSecurity<Role extends string = string> {
  readonly schema: string;
  /** Tables whose rows belong to a restaurant, and what the service may do with its own. */
  readonly restaurantTables: Readonly<Record<string, string>>;
  /** Of such a table: rows that the service may read beside its own restaurant's. */
  readonly readByAll?: Readonly<Record<string, string>>;
  /** Tables with nothing of a restaurant in them, and of nobody else. */
  readonly open: Readonly<Record<string, string>>;
  /**
   * What crosses restaurants: role → table → rights (columns where only some are needed). A table named only
   * here is closed to the service's own role.
   */
  readonly crossing: Readonly<Record<Role, Readonly<Record<string, Right>>>>;
}

const own = `(SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)`;

/**
 * Statements that make the narrow roles where they are missing; roles belong to the whole cluster, so others
 * may be at it too.
 */
export function narrowRoleStatements({ crossing }: RowLevelSecurity): string[] {
  return Object.keys(crossing).map(
    (role) =>
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
}

/**
 * Row-level security and the narrow roles' rights, on the tables as they stand; safe to run again, and to be
 * run by the migration of each new table.
 */
export function rowLevelSecurityStatements(security: RowLevelSecurity): string[] {
  const { schema, restaurantTables, readByAll = {}, crossing } = security;
  return [
    ...guardedTables(security).flatMap((table) =>
      ['ENABLE', 'FORCE'].map((verb) =>
        where(schema, table, `ALTER TABLE ${schema}.${table} ${verb} ROW LEVEL SECURITY`),
      ),
    ),
    ...Object.keys(restaurantTables).flatMap((table) =>
      policy(
        schema,
        table,
        'own_restaurant',
        `USING (restaurant_id = ${own}) WITH CHECK (restaurant_id = ${own})`,
      ),
    ),
    ...Object.entries(readByAll).flatMap(([table, rows]) =>
      policy(schema, table, 'of_every_restaurant', `FOR SELECT USING (${rows})`),
    ),
    ...Object.entries(crossing).flatMap(([role, tables]) => [
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
      ...Object.entries(tables).flatMap(([table, right]) => crossingStatements(security, role, table, right)),
    ]),
  ];
}

/** The rights of one narrow role that is new: each by itself, as each waits for its table. */
export const statementsOfNarrowRole = <Role extends string>(
  security: RowLevelSecurity<Role>,
  role: Role,
): string[] => [
  `GRANT USAGE ON SCHEMA ${security.schema} TO ${role}`,
  ...Object.entries(security.crossing[role]).flatMap(([table, right]) =>
    crossingStatements(security, role, table, right),
  ),
];

/** Who may do what with one table that is new. */
export function statementsOfTable(security: RowLevelSecurity, table: string): string[] {
  const only = <Value>(tables: Readonly<Record<string, Value>> = {}): Record<string, Value> =>
    Object.fromEntries(Object.entries(tables).filter(([name]) => name === table));
  return rowLevelSecurityStatements({
    ...security,
    restaurantTables: only(security.restaurantTables),
    readByAll: only(security.readByAll),
    crossing: Object.fromEntries(
      Object.entries(security.crossing).map(([role, tables]) => [role, only(tables)]),
    ),
  });
}

/** Every table with row-level security: those of restaurants, and those that only narrow roles see. */
function guardedTables({ restaurantTables, open, crossing }: RowLevelSecurity): string[] {
  const named = [
    ...Object.keys(restaurantTables),
    ...Object.values(crossing).flatMap((tables) => Object.keys(tables)),
  ];
  return [...new Set(named)].filter((table) => !(table in open));
}

function crossingStatements(
  { schema, open }: RowLevelSecurity,
  role: string,
  table: string,
  right: Right,
): string[] {
  const { rights, sees = 'true', writes = sees } = typeof right === 'string' ? { rights: right } : right;
  const grants = grantStatements(schema, role, table, rights);
  return table in open
    ? grants
    : [...grants, ...policy(schema, table, role, `TO ${role} USING (${sees}) WITH CHECK (${writes})`)];
}

/**
 * What each narrow role may do, and no more than that: for a migration that adds a column which one of them
 * reads. No policy is made anew, which readers would wait for.
 */
export const grantsOfNarrowRoles = ({ schema, crossing }: RowLevelSecurity): string[] =>
  Object.entries(crossing).flatMap(([role, tables]) =>
    Object.entries(tables).flatMap(([table, right]) =>
      grantStatements(schema, role, table, typeof right === 'string' ? right : right.rights),
    ),
  );

const grantStatements = (schema: string, role: string, table: string, rights: string): string[] =>
  [`REVOKE ALL ON ${schema}.${table} FROM ${role}`, `GRANT ${rights} ON ${schema}.${table} TO ${role}`].map(
    (statement) => where(schema, table, statement),
  );

const policy = (schema: string, table: string, name: string, terms: string): string[] => [
  where(schema, table, `DROP POLICY IF EXISTS ${name} ON ${schema}.${table}`),
  where(schema, table, `CREATE POLICY ${name} ON ${schema}.${table} ${terms}`),
];

/** An earlier migration runs without the tables and columns of later ones. */
const where = (schema: string, table: string, statement: string): string =>
  `DO $guarded$ BEGIN IF to_regclass('${schema}.${table}') IS NOT NULL THEN ${statement}; END IF;
    EXCEPTION WHEN undefined_column THEN NULL; END $guarded$`;

/**
 * One statement that gives the role that a service logs in as its rights, and takes back those of earlier
 * releases; it inherits none of the narrow roles' and takes one on only by name.
 */
export function serviceRoleStatement(
  { schema, restaurantTables, open, crossing }: RowLevelSecurity,
  role: string,
): string {
  return [
    `ALTER ROLE ${role} NOINHERIT`,
    // Below the driver's own patience: a statement that waits for somebody's lock is given up by PostgreSQL,
    // and cannot take effect after its caller was refused.
    `ALTER ROLE ${role} SET lock_timeout = '4s'`,
    `GRANT ${Object.keys(crossing).join(', ')} TO ${role}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role}`,
    `GRANT SELECT ON ${schema}.migrations TO ${role}`,
    ...[...Object.entries(restaurantTables), ...Object.entries(open)].map(([table, rights]) =>
      where(schema, table, `GRANT ${rights} ON ${schema}.${table} TO ${role}`),
    ),
  ].join(';\n');
}
