import type { BatchItem } from '#libs/contracts';

/** How far, in ms, a sender's clock is believed to be right, and the way to us to have taken. */
const agreement = 2_000;

/** @param offset by how much the sender's clock is ahead of ours, in ms */
export function byOurClock(item: BatchItem, offset: number): BatchItem {
  if (item.occurred_at === undefined || Math.abs(offset) <= agreement) return item;
  return { ...item, occurred_at: new Date(Date.parse(item.occurred_at) - offset).toISOString() };
}
