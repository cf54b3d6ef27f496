/** Between which moments something will come true. In ms since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export const minute = 60_000;

/** A window is given in whole minutes, counted from its start, … */
const step = minute;
/** … and is never narrower than this: nobody is right to the minute. */
export const narrowest = 2 * step;

/**
 * In whole minutes, outwards, from now on at the earliest, and wide enough.
 * @param from ms from the start; below 0 where it is over already
 * @param to ms from the start; where it is before `from`, both are taken for their middle
 */
export function inWholeMinutes({ from, to }: Window): Window {
  const middle = (from + to) / 2;
  const start = Math.max(0, Math.floor(Math.min(from, middle) / step) * step);
  const end = Math.ceil(Math.max(to, middle) / step) * step;
  return { from: start, to: Math.max(start + narrowest, end) };
}

/** So long after a moment. */
export const after = (at: number, { from, to }: Window): Window => ({ from: at + from, to: at + to });

/** Both ends of what was promised, so many minutes later. */
export function delayed(window: Window | null, minutes: number): Window | null {
  return window && { from: window.from + minutes * minute, to: window.to + minutes * minute };
}
