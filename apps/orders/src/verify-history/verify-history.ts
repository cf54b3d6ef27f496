import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { chainStart, hashOf, textDigest } from '../order/history-hash.ts';
import { OrderHistoryEntity } from '../order/order-history.entity.ts';
import { OrderTextEntity } from '../order/order-text.entity.ts';
import { OrderEntity } from '../order/order.entity.ts';

/** What is wrong with an order's history, and at which version. */
export interface Finding {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly version: number;
  readonly what: 'changed' | 'inserted' | 'removed' | 'text changed' | 'order changed';
}

export interface Verdict {
  readonly orders: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
}

const page = 200;

/** Walks the chain of every order and names each row that is not as it was written. @param onProgress hears how many orders are done */
export async function verifyHistory(
  database: Database,
  onProgress: (orders: number) => void = () => undefined,
): Promise<Verdict> {
  let verdict: Verdict = { orders: 0, entries: 0, findings: [] };
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const orders = await database.transactionAs(NarrowRole.Verify, (manager) => readPage(manager, last));
    for (const order of orders) verdict = added(verdict, order);
    onProgress(verdict.orders);
    const end = orders.at(-1);
    if (end === undefined || orders.length < page) return verdict;
    last = end.order.orderId;
  }
}

interface Kept {
  readonly order: OrderEntity;
  /** Oldest first. */
  readonly entries: readonly OrderHistoryEntity[];
  readonly texts: ReadonlyMap<number, OrderTextEntity>;
}

async function readPage(manager: EntityManager, after: string): Promise<Kept[]> {
  const orders = await manager
    .createQueryBuilder(OrderEntity, 'o')
    .where('o.orderId > :after', { after })
    .orderBy('o.orderId')
    .limit(page)
    .getMany();
  if (orders.length === 0) return [];
  const ids = orders.map(({ orderId }) => orderId);
  const entries = await manager
    .createQueryBuilder(OrderHistoryEntity, 'h')
    .where('h.orderId IN (:...ids)', { ids })
    .orderBy('h.version')
    .getMany();
  const texts = await manager
    .createQueryBuilder(OrderTextEntity, 't')
    .where('t.orderId IN (:...ids)', { ids })
    .getMany();
  return orders.map((order) => ({
    order,
    entries: entries.filter(({ orderId }) => orderId === order.orderId),
    texts: new Map(
      texts.filter(({ orderId }) => orderId === order.orderId).map((text) => [text.version, text]),
    ),
  }));
}

const added = ({ orders, entries, findings }: Verdict, kept: Kept): Verdict => ({
  orders: orders + 1,
  entries: entries + kept.entries.length,
  findings: [...findings, ...findingsOf(kept)],
});

/** The findings of one order, oldest version first. */
export function findingsOf({ order, entries, texts }: Kept): Finding[] {
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
    const intact = hashOf(hashed(entry), entry.previousHash).equals(entry.hash);
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

/** The order itself keeps its version and the newest hash: that is how a missing last row, or one too many, shows. */
function headFindings(
  order: OrderEntity,
  entries: readonly OrderHistoryEntity[],
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
function textIntact(entry: OrderHistoryEntity, text: OrderTextEntity | undefined): boolean {
  if (text === undefined) return true;
  return entry.textDigest?.equals(textDigest(text.salt, text.notes, text.internalNotes)) === true;
}

function hashed(entry: OrderHistoryEntity): Parameters<typeof hashOf>[0] {
  return {
    orderId: entry.orderId,
    restaurantId: entry.restaurantId,
    version: entry.version,
    eventId: entry.eventId,
    type: entry.type,
    fromStatus: entry.fromStatus,
    status: entry.status,
    corrects: entry.corrects,
    minutes: entry.minutes,
    reason: entry.reason,
    role: entry.role,
    actorId: entry.actorId,
    occurredAt: entry.occurredAt.getTime(),
    recordedAt: entry.recordedAt.getTime(),
    readyFrom: entry.readyFrom?.getTime() ?? null,
    readyTo: entry.readyTo?.getTime() ?? null,
    textDigest: entry.textDigest,
  };
}
