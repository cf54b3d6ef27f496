import type { OrderEvidence } from './evidence.ts';
import type { Finding, Verdict } from './finding.ts';
import { judgeChanges } from './judge-changes.ts';
import { judgeEvents } from './judge-events.ts';
import { judgeMessages } from './judge-messages.ts';
import { judgeScreen } from './judge-screen.ts';

/**
 * Judges what is left of a day with faults in it, once all is settled.
 * @returns everything that breaks a promise
 */
export function judge(evidence: readonly OrderEvidence[]): readonly Finding[] {
  return evidence.flatMap((order) =>
    verdictsOn(order).map((verdict) => ({ ...verdict, orderId: order.row.order_id })),
  );
}

function verdictsOn(order: OrderEvidence): readonly Verdict[] {
  const { history, screens, published } = order;
  return [
    ...judgeChanges(order),
    ...(published === null ? [] : judgeEvents(history, published)),
    ...screens.flatMap((screen) => judgeScreen(history, screen)),
    ...judgeMessages(order),
  ];
}
