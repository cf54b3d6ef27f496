const hoursADay = 24;
const days: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * The hour of the week by the clock on a restaurant's wall, daylight saving time included: from 0, Monday's
 * first hour, to 167.
 * @param at in ms
 * @param timeZone as IANA names it
 * @throws RangeError where there is no such time zone
 */
export function hourOfWeek(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: 'weekday' | 'hour'): string => parts.find((each) => each.type === type)?.value ?? '';
  return days.indexOf(part('weekday')) * hoursADay + Number(part('hour'));
}

/** Making one takes longer than asking it a thousand times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}
