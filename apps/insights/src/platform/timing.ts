/** How often insights does what it does, in milliseconds. */
export interface Timing {
  /** Between two signs of life; `orders` takes insights for away after two minutes without one. */
  readonly heartbeatMs: number;
  /**
   * How long events are gathered before it is worked out what their orders come to, and outcomes before they
   * are learned from.
   */
  readonly gatherMs: number;
  /**
   * Between two times at which something is learned: what was learned is read by `orders` every half minute.
   */
  readonly learnMs: number;
  /** Between two looks for work that another instance has left, or that failed. */
  readonly lookMs: number;
  /** Between two times at which feedback is taken over, days are counted, and weeks are reported. */
  readonly figuresMs: number;
}
export const TIMING = Symbol('timing of insights');

export const defaultTiming: Timing = {
  heartbeatMs: 30_000,
  gatherMs: 3_000,
  learnMs: 30_000,
  lookMs: 30_000,
  figuresMs: 60_000,
};
