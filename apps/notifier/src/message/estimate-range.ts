import type { Estimate } from '#libs/contracts';

const step = 5 * 60_000;

interface Clock {
  /** BCP 47 */
  readonly formats: string;
  /** IANA */
  readonly timezone: string;
  readonly now: Date;
}

/** The estimate as the restaurant's clock shows it, widened to five minutes, since nobody can promise more; null where there is none, or it has passed. */
export function estimateRange(estimate: Estimate, { formats, timezone, now }: Clock): string | null {
  if (estimate === null || Date.parse(estimate.ready_to) <= now.getTime()) return null;
  const from = Math.floor(Date.parse(estimate.ready_from) / step) * step;
  const to = Math.ceil(Date.parse(estimate.ready_to) / step) * step;
  const clock = new Intl.DateTimeFormat(formats, { hour: 'numeric', minute: '2-digit', timeZone: timezone });
  return clock.formatRange(from, to).replace(/[\u2009\u202f\u00a0]/g, ' ');
}
