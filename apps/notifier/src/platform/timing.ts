/** How patient the notifier is, in milliseconds. */
export interface Timing {
  /** How long a message counts as in hand without a sign of life from its process. */
  readonly leaseMs: number;
  /** How long after a doubtful send a text is first looked for. */
  readonly lookUpAfterMs: number;
  /** How long after a doubtful send the provider may still be making up its mind. */
  readonly graceMs: number;
}
export const TIMING = Symbol('timing of the notifier');

export const defaultTiming: Timing = { leaseMs: 15_000, lookUpAfterMs: 2_000, graceMs: 12_000 };
