import pg from 'pg';

interface PlanNode {
  readonly Plans?: readonly PlanNode[];
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** What a statement took, which is the same on any machine, as its time is not. */
export interface Cost {
  /** That were looked at, shown or not. */
  readonly rows: number;
  /** Pages of tables and indexes, each as often as it was asked for. */
  readonly pages: number;
}

/** How plans of prepared statements are made: for the values given, or once for all. */
export const planModes = ['force_custom_plan', 'force_generic_plan'] as const;

/**
 * Executes a statement as a connection does that has prepared it, and tells what that cost; what it wrote is
 * taken back.
 */
export async function costOf(
  client: pg.Client,
  mode: (typeof planModes)[number],
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<Cost> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL plan_cache_mode = ${mode}`);
    await client.query(`PREPARE explained AS ${text}`);
    const given = values.length === 0 ? '' : `(${values.map(literal).join()})`;
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE explained ${given}`,
    );
    const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
    await client.query('DEALLOCATE explained');
    return { rows: rowsReadBy(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
  } finally {
    await client.query('ROLLBACK');
  }
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((one: Parameters<typeof member>[0]) => member(one)).join()}}`);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', ''));
}

/** Of an array. */
function member(value: string | number | Buffer | null): string {
  if (value === null) return 'NULL';
  return Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : `"${String(value)}"`;
}

function rowsReadBy(node: PlanNode): number {
  const removed = node['Rows Removed by Filter'] ?? 0;
  const own = node['Relation Name'] === undefined ? 0 : node['Actual Rows'] + removed;
  return (node.Plans ?? []).reduce((sum, part) => sum + rowsReadBy(part), own * node['Actual Loops']);
}
