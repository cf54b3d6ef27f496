import type { Estimate } from '#libs/contracts';

/** The window in which the food will be ready, as it is answered. @param readyFrom in ms, as `readyTo` */
export function estimateOf(readyFrom: number | null, readyTo: number | null): Estimate {
  if (readyFrom === null || readyTo === null) return null;
  return { ready_from: new Date(readyFrom).toISOString(), ready_to: new Date(readyTo).toISOString() };
}
