import type { Estimate } from '#libs/contracts';
import { Status } from '#libs/status-machine';

const minute = 60_000;

/**
 * How much of the kitchen's work is still ahead when an order comes to a status; nothing is promised after
 * `ready`.
 */
const ahead: Partial<Record<Status, number>> = {
  [Status.Pending]: 1,
  [Status.Confirmed]: 1,
  [Status.Preparing]: 0.8,
  [Status.Cooking]: 0.5,
};

/**
 * The kitchen's work for an order, in minutes: the restaurant's base time, and half a minute for each piece
 * after the first, at most the base time again.
 */
export function workMinutes(baseMinutes: number, pieces: number): number {
  return baseMinutes + Math.min(baseMinutes, Math.floor((pieces - 1) / 2));
}

export interface ReadyWindow {
  /** In ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * When the food will be ready: the work still ahead (delays are part of the work), from 80 % to 120 % of it,
 * in whole minutes and at least two minutes wide. Null once there is nothing to wait for in the kitchen.
 * @param at when the order came to `status`, in ms
 */
export function readyWindow(status: Status, at: number, work: number): ReadyWindow | null {
  const share = ahead[status];
  if (share === undefined) return null;
  const expected = work * share;
  const from = Math.floor(expected * 0.8);
  const to = Math.max(from + 2, Math.ceil(expected * 1.2));
  return { from: at + from * minute, to: at + to * minute };
}

/** Both ends of what was promised, so many minutes later. */
export function delayed(window: ReadyWindow | null, minutes: number): ReadyWindow | null {
  return window && { from: window.from + minutes * minute, to: window.to + minutes * minute };
}

export function estimateOf(readyFrom: number | null, readyTo: number | null): Estimate {
  if (readyFrom === null || readyTo === null) return null;
  return { ready_from: new Date(readyFrom).toISOString(), ready_to: new Date(readyTo).toISOString() };
}
