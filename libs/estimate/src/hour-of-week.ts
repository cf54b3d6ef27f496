import { minute } from './window.ts';

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
  const { clock, known } = wallOf(timeZone);
  const quarter = Math.floor(at / quarterOfAnHour);
  return known.get(quarter) ?? remembered(known, quarter, read(clock, at));
}

function read(clock: Intl.DateTimeFormat, at: number): number {
  const parts = clock.formatToParts(at);
  const part = (type: 'weekday' | 'hour'): string => parts.find((each) => each.type === type)?.value ?? '';
  return days.indexOf(part('weekday')) * hoursADay + Number(part('hour'));
}

/** All clocks of today differ by whole quarters of an hour, and are set forth and back at their ends. */
const quarterOfAnHour = 15 * minute;
/** Those of a week: orders are asked for again and again while they are in work. */
const mostQuarters = 7 * hoursADay * 4;

function remembered(known: Map<number, number>, quarter: number, hour: number): number {
  if (known.size >= mostQuarters) known.clear();
  known.set(quarter, hour);
  return hour;
}

interface Wall {
  readonly clock: Intl.DateTimeFormat;
  /** The hour of the week, by the quarters of an hour since 1970. */
  readonly known: Map<number, number>;
}

/** Making one takes longer than asking it a thousand times. */
const walls = new Map<string, Wall>();

function wallOf(timeZone: string): Wall {
  const found = walls.get(timeZone);
  if (found !== undefined) return found;
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const wall = { clock, known: new Map<number, number>() };
  walls.set(timeZone, wall);
  return wall;
}
