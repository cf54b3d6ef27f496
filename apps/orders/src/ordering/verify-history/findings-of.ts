import { type RowOf, sql } from '#libs/postgres';
import type { Transaction } from '../../platform/index.ts';
import { chainStart, hashOf, textDigest } from '../order/model/history-hash.ts';
import { historyColumns, type HistoryRow } from '../order/model/history-row.ts';
import { orderColumns } from '../order/model/order-row.ts';
import { textColumns, type TextRow } from '../order/model/text-row.ts';

/** What is wrong with an order's history, and at which version. */
export interface Finding {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly version: number;
  readonly what: 'changed' | 'inserted' | 'removed' | 'text changed' | 'order changed';
}

const headColumns = orderColumns.pick('orderId', 'orderNumber', 'version', 'status', 'headHash');
type Head = RowOf<typeof headColumns>;

interface Kept {
  readonly order: Head;
  /** Oldest first. */
  readonly entries: readonly HistoryRow[];
  readonly texts: ReadonlyMap<number, TextRow>;
}

/** What is wrong with each of these orders, read whole. */
export async function findingsIn(transaction: Transaction, orderIds: readonly string[]): Promise<Finding[]> {
  if (orderIds.length === 0) return [];
  const ofThese = sql`WHERE order_id = ANY (${orderIds}::uuid[])`;
  const orders = await transaction.query<Head>(
    sql`SELECT ${headColumns.selected()} FROM passline.orders ${ofThese} ORDER BY order_id`,
  );
  const entries = await transaction.query<HistoryRow>(
    sql`SELECT ${historyColumns.selected()} FROM passline.order_history ${ofThese} ORDER BY version`,
  );
  const texts = await transaction.query<TextRow>(
    sql`SELECT ${textColumns.selected()} FROM passline.order_texts ${ofThese}`,
  );
  const entriesOf = Map.groupBy(entries, ({ orderId }) => orderId);
  const textsOf = Map.groupBy(texts, ({ orderId }) => orderId);
  return orders.flatMap((order) =>
    findingsOf({
      order,
      entries: entriesOf.get(order.orderId) ?? [],
      texts: new Map(textsOf.get(order.orderId)?.map((text) => [text.version, text])),
    }),
  );
}

/** The findings of one order, oldest version first. */
function findingsOf({ order, entries, texts }: Kept): Finding[] {
  const { orderId, orderNumber } = order;
  const finding = (version: number, what: Finding['what']): Finding => ({
    orderId,
    orderNumber,
    version,
    what,
  });
  const found: Finding[] = [];
  let previous: Buffer = chainStart;
  let expected = 1;
  for (const entry of entries) {
    for (; expected < entry.version; expected += 1) found.push(finding(expected, 'removed'));
    const intact = hashOf(entry, entry.previousHash).equals(entry.hash);
    const chained = entry.previousHash.equals(previous);
    if (!intact) found.push(finding(entry.version, 'changed'));
    else if (!chained && found.at(-1)?.version !== entry.version - 1)
      found.push(finding(entry.version, 'inserted'));
    if (!textIntact(entry, texts.get(entry.version))) found.push(finding(entry.version, 'text changed'));
    previous = entry.hash;
    expected = entry.version + 1;
  }
  return [...found, ...headFindings(order, entries, finding)];
}

/**
 * The order itself keeps its version and the newest hash: that is how a missing last row, or one too many,
 * shows.
 */
function headFindings(
  order: Head,
  entries: readonly HistoryRow[],
  finding: (version: number, what: Finding['what']) => Finding,
): Finding[] {
  const newest = entries.at(-1);
  const last = newest?.version ?? 0;
  if (last < order.version)
    return range(last + 1, order.version).map((version) => finding(version, 'removed'));
  if (last > order.version)
    return range(order.version + 1, last).map((version) => finding(version, 'inserted'));
  if (newest !== undefined && !newest.hash.equals(order.headHash)) return [finding(last, 'changed')];
  return newest?.status === order.status ? [] : [finding(last, 'order changed')];
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Erased text leaves its digest behind, and that is in order. */
function textIntact(entry: HistoryRow, text: TextRow | undefined): boolean {
  if (text === undefined) return true;
  return entry.textDigest?.equals(textDigest(text.salt, text.notes, text.internalNotes)) === true;
}
