import type { Attention, EditPolicies } from '#libs/contracts';
import { minute } from '#libs/estimate';
import { isEnded } from '#libs/order-model';
import { ChangeType, Status } from '#libs/status-machine';
import type { StoredOrder } from './stored-order.ts';

/** Something of an order that somebody should look after, and from when on, in ms. */
export interface AttentionDue {
  readonly attention: Attention;
  readonly since: number;
}

type Attended = Pick<StoredOrder, 'status' | 'history' | 'restaurant'>;

const second = minute / 60;

/**
 * What may call for attention while the order stays as it is, and when: some of it may be over already, some
 * still to come.
 */
export function attentionsDue(order: Attended): readonly AttentionDue[] {
  const { status } = order;
  const { policies } = order.restaurant;
  if (limits.every((limit) => (policies[limit] ?? null) === null)) return [];
  const since = statusSince(order);
  const promised = promisedUntil(order);
  const due = (attention: Attention, from: number | null, after: number | null): readonly AttentionDue[] =>
    from === null || after === null ? [] : [{ attention, since: from + after }];
  return [
    ...due(
      'unaccepted',
      status === Status.Pending ? since : null,
      inMs(policies, 'unaccepted_seconds', second),
    ),
    ...due('overdue', promised, inMs(policies, 'overdue_minutes', minute)),
    ...due(
      'uncollected',
      status === Status.Ready ? since : null,
      inMs(policies, 'uncollected_minutes', minute),
    ),
    ...due(
      'out_long',
      status === Status.OutForDelivery ? since : null,
      inMs(policies, 'out_minutes', minute),
    ),
  ];
}

/** What calls for attention by now. @param now in ms */
export const attentionsAt = (order: Attended, now: number): readonly AttentionDue[] =>
  attentionsDue(order).filter(({ since }) => since <= now);

/** When more will call for it, in ms; null where nothing will. @param now in ms */
export function nextAttention(order: Attended, now: number): number | null {
  const coming = attentionsDue(order).filter(({ since }) => since > now);
  return coming.length === 0 ? null : Math.min(...coming.map(({ since }) => since));
}

/** When the order came to its status, or came back to it, by our clock, in ms. */
export const statusSince = ({ history }: Pick<StoredOrder, 'history'>): number =>
  lastMove(history)?.recordedAt ?? 0;

/** The change by which an order came to its status, or back to it. */
export const lastMove = (history: StoredOrder['history']): StoredOrder['history'][number] | undefined =>
  history.findLast(({ type }) => type !== ChangeType.Delayed && type !== ChangeType.Amended);

/** Until when the next step was promised, in ms; null where nothing is waited for. */
export function promisedUntil({ status, history }: Pick<StoredOrder, 'status' | 'history'>): number | null {
  if (isEnded(status) || status === Status.Scheduled) return null;
  const newest = history.at(-1);
  return newest?.readyTo ?? newest?.arrivesTo ?? null;
}

const limits = [
  'unaccepted_seconds',
  'overdue_minutes',
  'uncollected_minutes',
  'out_minutes',
] as const satisfies readonly (keyof EditPolicies)[];
type Limit = (typeof limits)[number];

const inMs = (policies: EditPolicies, limit: Limit, unit: number): number | null => {
  const value = policies[limit] ?? null;
  return value === null ? null : value * unit;
};
