import { openPace, type Pace, type SetPace } from '#libs/contracts';
import { invalidRequest } from '#libs/service-kit';

/** By how many minutes a busy kitchen is late where nobody says it. */
const usualExtraMinutes = 10;

/** The pace that holds at a moment: what was set for a while is over after it. @param now in ms */
export function paceAt(pace: Pace | null, now: number): Pace {
  if (pace === null) return openPace;
  return typeof pace.until === 'string' && Date.parse(pace.until) <= now ? openPace : pace;
}

/**
 * The pace that somebody sets: only a busy kitchen is late, and an open one stays so.
 * @param now in ms
 * @throws ProblemError 400 where it is to end before it begins
 */
export function paceFrom(
  { mode, extra_minutes = usualExtraMinutes, until, reason }: SetPace,
  now: number,
): Pace {
  const said = reason === undefined ? {} : { reason };
  if (mode === 'open') return { mode, ...said };
  const ends = until === undefined ? {} : { until: ahead(until, now) };
  return { mode, ...(mode === 'busy' && { extra_minutes }), ...ends, ...said };
}

function ahead(until: string, now: number): string {
  if (Date.parse(until) > now) return new Date(until).toISOString();
  throw invalidRequest([{ path: ['until'], message: 'must lie ahead' }]);
}
