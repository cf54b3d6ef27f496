import type { Schema } from './areas.ts';
import { type Arrow, arrowsOf } from './arrows.ts';
import { diagram } from './diagram.ts';
import { Protection, type Table } from './table.ts';

/** Where the page is kept in the repository. */
export const tablesFile = 'docs/tables.md';

const beginning = `# Tables

<!-- Made from the migrations by "npm run docs:schema": change the migrations, not this page. -->

What the services keep in PostgreSQL, drawn from a database that the migrations have just made. For each service first the tables that belong to others, by name; then each area with its columns.

- A **solid line** is a foreign key. A **dotted line** is a column that has the other row's id without one: the row may be gone, or is looked after by other code. Its words are the columns; a fork stands where there may be many, a circle where there may be none. No line leaves a schema: services know each other's ids from events and answers alone.
- **PK**, **FK** and **UK** mark primary, foreign and unique keys; a unique key of several columns stands in the table below the picture. **or null**: the column may be empty.
- **own restaurant**: row-level security shows the service's role the rows of the restaurant it names, and no others. **narrow roles**: it shows that role nothing; each path that needs the table takes on a role made for it. **all**: nothing of a restaurant is in it.
- **append-only**: no role but the owner may change or delete a row. **unlogged**: empty after a crash of the database.
- TypeORM keeps in \`migrations\`, one in each schema, which migrations have run.
`;

/**
 * The page that shows all tables: the same every time as long as the tables are the same.
 * @throws Error where a table has no area or no comment, or an area names a table that is not there
 */
export function tablesPage(schemas: readonly Schema[], tables: readonly Table[]): string {
  const chapters = schemas.map((schema) =>
    chapter(
      schema,
      tables.filter((table) => table.schema === schema.name),
    ),
  );
  return [beginning, ...chapters].join('\n');
}

function chapter({ name, service, areas }: Schema, tables: readonly Table[]): string {
  const named = Object.values(areas).flat();
  const lost = tables.find((table) => !named.includes(table.name));
  if (lost !== undefined)
    throw new Error(`${name}.${lost.name} is in no area: add it to tools/schema-picture/areas.ts`);
  const arrows = arrowsOf(tables);
  const sections = Object.entries(areas).map(([area, inside]) =>
    section(
      area,
      inside.map((table) => found(tables, `${name}.${table}`)),
      arrows,
    ),
  );
  const bound = named.filter((table) => arrows.some(({ child, parent }) => [child, parent].includes(table)));
  const all = diagram({ whole: [], byName: bound, arrows });
  return [`## \`${name}\`, of \`${service}\``, ...(sections.length > 1 ? [all] : []), ...sections]
    .map((part) => `${part}\n`)
    .join('\n');
}

function found(tables: readonly Table[], fullName: string): Table {
  const table = tables.find(({ schema, name }) => `${schema}.${name}` === fullName);
  if (table === undefined)
    throw new Error(`there is no table ${fullName}: take it out of tools/schema-picture/areas.ts`);
  return table;
}

function section(area: string, tables: readonly Table[], arrows: readonly Arrow[]): string {
  const own = arrows.filter(({ child }) => tables.some(({ name }) => name === child));
  const strangers = own
    .map(({ parent }) => parent)
    .filter((name) => tables.every((one) => one.name !== name));
  const picture = diagram({ whole: tables, byName: [...new Set(strangers)], arrows: own });
  return [
    `### ${area}\n`,
    `${picture}\n`,
    '| table | a row is | the service sees | rules |',
    '|---|---|---|---|',
    ...tables.map(row),
  ].join('\n');
}

const seen: Readonly<Record<Protection, string>> = {
  [Protection.Restaurant]: 'own restaurant',
  [Protection.NarrowRoles]: 'narrow roles',
  [Protection.None]: 'all',
};

function row(table: Table): string {
  if (table.comment === null)
    throw new Error(
      `${table.schema}.${table.name} has no comment: its migration says COMMENT ON TABLE … IS what a row is`,
    );
  return `| \`${table.name}\` | ${table.comment} | ${seen[table.protection]} | ${rulesOf(table)} |`;
}

function rulesOf({ appendOnly, triggers, unlogged, uniqueKeys }: Table): string {
  const composite = uniqueKeys.filter((key) => key.length > 1);
  return [
    ...(appendOnly ? ['append-only'] : []),
    ...(triggers.length > 0 ? [`triggers ${quoted(triggers)}`] : []),
    ...(unlogged ? ['unlogged'] : []),
    ...composite.map((key) => `unique (${quoted(key)})`),
  ].join('; ');
}

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
