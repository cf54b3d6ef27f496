import { isDeepStrictEqual } from 'node:util';
import { v5 as idOf } from 'uuid';
import type { Attention, OrderAttention } from '#libs/contracts';
import { type AttentionDue, attentionsAt } from '../model/attention.ts';
import type { BoardNoticeRow } from '../../../platform/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';

/** What boards are told of a change beside the change itself: that an order calls for attention no more. */
export function noticesOf(before: StoredOrder, changed: StoredOrder): readonly BoardNoticeRow[] {
  const at = changed.history.at(-1)?.recordedAt ?? 0;
  const [was, is] = [attentionsAt(before, at), attentionsAt(changed, at)];
  if (was.length + is.length === 0) return [];
  if (before.history.length === 0 || isDeepStrictEqual(namesOf(was), namesOf(is))) return [];
  return [attentionNotice(changed, is, at)];
}

const namesOf = (due: readonly AttentionDue[]): readonly Attention[] => due.map(({ attention }) => attention);

/**
 * The same of an order's version has the same id, as whoever writes it may be killed before it knows that it
 * has.
 * @param at when that is known, in ms: since when nothing does, where nothing calls for attention
 */
export const attentionNotice = (
  { restaurantId, orderId, version }: Pick<StoredOrder, 'restaurantId' | 'orderId' | 'version'>,
  due: readonly AttentionDue[],
  at: number,
): BoardNoticeRow => {
  const attention = namesOf(due);
  const content: OrderAttention = {
    order_id: orderId,
    attention: [...attention],
    since: new Date(due.length === 0 ? at : Math.min(...due.map(({ since }) => since))).toISOString(),
  };
  return {
    noticeId: idOf(`${String(version)} ${attention.join(' ')}`, orderId),
    restaurantId,
    kind: 'attention',
    content,
  };
};
