import type { Estimate } from '#libs/contracts';

/** From when to when something was promised; both are times as they travel. */
export interface PromisedWindow {
  readonly from: string;
  readonly to: string;
}

/**
 * What staff work towards: the food, and once it is ready, that it is at the door. Null where nothing is
 * promised.
 */
export function promisedWindow(estimate: Estimate | undefined): PromisedWindow | null {
  const { ready_from, ready_to, arrives_from, arrives_to } = estimate ?? {};
  if (ready_from && ready_to) return { from: ready_from, to: ready_to };
  return arrives_from && arrives_to ? { from: arrives_from, to: arrives_to } : null;
}
