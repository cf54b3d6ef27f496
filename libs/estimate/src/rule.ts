import type { Status } from '#libs/status-machine';
import { after, minute, narrowest, type Window } from './window.ts';

/**
 * How much of the kitchen's work is still ahead when an order comes to a status; nothing is promised after
 * `ready`.
 */
const ahead: Partial<Record<Status, number>> = { pending: 1, confirmed: 1, preparing: 0.8, cooking: 0.5 };

/**
 * The kitchen's work for an order, in minutes: the restaurant's base time, and half a minute for each piece
 * after the first, at most the base time again.
 */
export function workMinutes(baseMinutes: number, pieces: number): number {
  return baseMinutes + Math.min(baseMinutes, Math.floor((pieces - 1) / 2));
}

/**
 * When the food will be ready, by the rule: the work still ahead (delays are part of the work), from 80 % to
 * 120 % of it, in whole minutes and at least two minutes wide. Null once there is nothing to wait for in the
 * kitchen.
 * @param at when the order came to `status`, in ms
 * @param work in minutes
 */
export function readyWindow(status: Status, at: number, work: number): Window | null {
  const share = ahead[status];
  if (share === undefined) return null;
  const expected = work * share;
  const from = Math.floor(expected * 0.8) * minute;
  return after(at, { from, to: Math.max(from + narrowest, Math.ceil(expected * 1.2) * minute) });
}
