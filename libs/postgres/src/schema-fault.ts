import type { Database } from './database.ts';
import type { RowLevelSecurity } from './row-level-security.ts';
import { raw, sql } from './sql.ts';

/** What a service needs of its schema. */
export interface ExpectedSchema {
  readonly rowLevelSecurity: RowLevelSecurity;
  /** Names of this release's migrations. */
  readonly migrations: readonly string[];
}

type Asked = Pick<Database, 'ofNobody'>;

interface Findings {
  readonly database: string;
  readonly role: string;
  readonly hasSchema: boolean;
  readonly mayUse: boolean;
  readonly hasMigrations: boolean;
  readonly mayReadMigrations: boolean;
  readonly missingTables: readonly string[];
  readonly missingRoles: readonly string[];
  readonly missingRights: readonly string[];
}

/**
 * Why a service, or a command of its operator, cannot work with the role and in the database that it was
 * given: the schema is not there, or behind, or the role has no rights in it. One line that says what it
 * lacks and what to do; null where nothing is missing.
 */
export async function schemaFault(database: Asked, expected: ExpectedSchema): Promise<string | null> {
  const { schema } = expected.rowLevelSecurity;
  const [found] = await database.ofNobody<Findings>(findingsOf(expected));
  if (found === undefined) return null;
  if (!found.hasSchema)
    return `the database "${found.database}" has no schema "${schema}"; run "npm run migrate", or name the database that has it`;
  if (!found.mayUse) return mayNot(found, `use the schema "${schema}"`);
  if (found.hasMigrations && !found.mayReadMigrations) return mayNot(found, `SELECT ${schema}.migrations`);
  const behind = found.hasMigrations ? await missingMigrations(database, expected) : expected.migrations;
  return behind.length > 0
    ? `the schema "${schema}" lacks ${behind.join(', ')}; run "npm run migrate", or give DATABASE_ADMIN_URL`
    : missingPart(found, schema);
}

function missingPart(found: Findings, schema: string): string | null {
  const { missingTables, missingRoles, missingRights } = found;
  if (missingTables.length > 0)
    return `the schema "${schema}" of the database "${found.database}" has lost ${missingTables.join(', ')}, which its migrations had made; restore what is gone`;
  if (missingRoles.length > 0) return mayNot(found, `take on ${missingRoles.join(', ')}`);
  return missingRights.length > 0 ? mayNot(found, missingRights.join(', ')) : null;
}

const mayNot = ({ role, database }: Findings, what: string): string =>
  `its role "${role}" may not ${what} in the database "${database}"; run "npm run migrate" with this role in DATABASE_URL, or name the service's role`;

async function missingMigrations(
  database: Asked,
  { rowLevelSecurity: { schema }, migrations }: ExpectedSchema,
): Promise<readonly string[]> {
  const rows = await database.ofNobody<{ name: string }>(sql`
    SELECT wanted.name FROM unnest(${migrations}::text[]) WITH ORDINALITY AS wanted (name, place)
    WHERE NOT EXISTS (SELECT FROM ${raw(schema)}.migrations AS done WHERE done.name = wanted.name)
    ORDER BY place`);
  return rows.map(({ name }) => name);
}

/** By the catalogue alone, which everybody may read. */
function findingsOf({ rowLevelSecurity }: ExpectedSchema) {
  const { schema, restaurantTables, open, crossing } = rowLevelSecurity;
  const own = { ...restaurantTables, ...open };
  const tables = [...Object.keys(own), ...Object.values(crossing).flatMap((of) => Object.keys(of))];
  const rights = Object.entries(own).flatMap(([table, named]) =>
    wholeRights(named).map((right) => ({ table, right })),
  );
  return sql`
    SELECT current_database() AS database, session_user AS role, n.oid IS NOT NULL AS "hasSchema",
      coalesce(has_schema_privilege(n.oid, 'USAGE'), false) AS "mayUse",
      m.oid IS NOT NULL AS "hasMigrations",
      coalesce(has_table_privilege(m.oid, 'SELECT'), false) AS "mayReadMigrations",
      ARRAY(SELECT name FROM unnest(${[...new Set(tables)]}::text[]) AS name
        WHERE NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = name)) AS "missingTables",
      ARRAY(SELECT name FROM unnest(${Object.keys(crossing)}::text[]) AS name
        WHERE NOT EXISTS (SELECT FROM pg_roles
          WHERE rolname = name AND pg_has_role(session_user, oid, 'MEMBER'))) AS "missingRoles",
      ARRAY(SELECT concat_ws(' ', r.right, ${schema}::text || '.' || r.table)
        FROM jsonb_to_recordset(${JSON.stringify(rights)}::jsonb) AS r ("table" text, "right" text)
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = r.table
        WHERE NOT has_table_privilege(c.oid, r.right)) AS "missingRights"
    FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = ${schema}
      LEFT JOIN pg_class m ON m.relnamespace = n.oid AND m.relname = 'migrations'`;
}

/** Those that are not of some columns alone. */
const wholeRights = (named: string): readonly string[] =>
  named
    .replace(/[A-Z]+ \([^)]*\)/g, '')
    .split(',')
    .map((right) => right.trim())
    .filter((right) => right !== '');
