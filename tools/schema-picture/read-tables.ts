import type { ClientBase } from 'pg';
import { type Sql, sql } from '#libs/postgres';
import type { Table } from './table.ts';

/** TypeORM's own, in each schema. */
const bookkeeping = 'migrations';

const keysOf = (kind: 'p' | 'u'): Sql => sql`
  SELECT json_agg(columns ORDER BY columns::text) FROM (
    SELECT json_agg(a.attname ORDER BY place) AS columns
    FROM pg_constraint k CROSS JOIN unnest(k.conkey) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.attnum
    WHERE k.conrelid = t.oid AND k.contype = ${kind} GROUP BY k.oid) AS keys`;

const columns = sql`
  SELECT json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull)
    ORDER BY a.attnum)
  FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped`;

const foreignKeys = sql`
  SELECT json_agg(json_build_object('columns', columns, 'parent', parent) ORDER BY parent, columns::text)
  FROM (
    SELECT json_agg(a.attname ORDER BY place) AS columns, p.relname AS parent
    FROM pg_constraint k CROSS JOIN unnest(k.conkey) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.attnum
    JOIN pg_class p ON p.oid = k.confrelid
    WHERE k.conrelid = t.oid AND k.contype = 'f' GROUP BY k.oid, p.relname) AS keys`;

/** A policy that names no role binds the service's own. */
const protection = sql`
  CASE WHEN NOT t.relrowsecurity THEN 'none'
    WHEN EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polroles = '{0}') THEN 'restaurant'
    ELSE 'narrow roles' END`;

/** Rights on the whole table, and on single columns of it. */
const changedBySomeone = sql`
  SELECT FROM (
    SELECT t.relacl AS acl UNION ALL SELECT a.attacl FROM pg_attribute a WHERE a.attrelid = t.oid) AS acls
  CROSS JOIN aclexplode(acls.acl) AS held
  WHERE held.grantee <> t.relowner AND held.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`;

const triggers = sql`
  SELECT json_agg(g.tgname ORDER BY g.tgname) FROM pg_trigger g
  WHERE g.tgrelid = t.oid AND NOT g.tgisinternal`;

const tablesOf = (schemas: readonly string[]): Sql => sql`
  SELECT s.nspname AS schema, t.relname AS name, obj_description(t.oid, 'pg_class') AS comment,
    (${columns}) AS columns, COALESCE((${keysOf('p')}) -> 0, '[]') AS "primaryKey",
    COALESCE((${keysOf('u')}), '[]') AS "uniqueKeys", COALESCE((${foreignKeys}), '[]') AS "foreignKeys",
    ${protection} AS protection, NOT EXISTS (${changedBySomeone}) AS "appendOnly",
    COALESCE((${triggers}), '[]') AS triggers, t.relpersistence = 'u' AS unlogged
  FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace
  WHERE t.relkind IN ('r', 'p') AND s.nspname = ANY (${schemas}::text[]) AND t.relname <> ${bookkeeping}
  ORDER BY s.nspname, t.relname`;

/**
 * The tables of these schemas, by name, save what TypeORM keeps for itself.
 * @param client of any role: the catalogue is open to all
 */
export async function readTables(
  client: Pick<ClientBase, 'query'>,
  schemas: readonly string[],
): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(tablesOf(schemas));
  return rows;
}
