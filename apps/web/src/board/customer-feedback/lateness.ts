import type { HistoryRecord, Order, Snapshot } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import { timeOfDay } from '#libs/tracker';

const MINUTE_MS = 60_000;
/** Where a customer has it. */
const reached: readonly Order['status'][] = ['delivered', 'served', 'completed'];

type Told = Pick<Snapshot, 'status_history'>;

/** When the customer had it; undefined where they never got it. */
const handedOver = (history: readonly HistoryRecord[]): HistoryRecord | undefined =>
  standingChanges(history).find(({ status }) => reached.includes(status));

/**
 * How long an order took, and by how much it was said to be late: what its customer judged by.
 * @param history complete and oldest first
 */
export function latenessWords(
  { placed_at, scheduled_for }: Pick<Order, 'placed_at' | 'scheduled_for'>,
  { status_history: history }: Told,
): string {
  const end = handedOver(history);
  const told = history.reduce((sum, { type, minutes = 0 }) => sum + (type === 'delayed' ? minutes : 0), 0);
  return [
    ...(end
      ? [`Handed over ${timeOfDay(end.timestamp)}, ${spanWords(end.timestamp, { placed_at, scheduled_for })}`]
      : []),
    told > 0 ? `the customer was told of ${told} min of delay` : 'no delay was told',
  ].join('; ');
}

function spanWords(
  end: string,
  { placed_at, scheduled_for }: Pick<Order, 'placed_at' | 'scheduled_for'>,
): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(scheduled_for ?? placed_at)) / MINUTE_MS);
  if (!scheduled_for) return `${minutes} min after it was ordered`;
  return minutes <= 0 ? 'in time for when it was wanted' : `${minutes} min after it was wanted`;
}
