/** Our clock, in ms since 1970; given to whoever judges by time, so that tests can move it. */
export type Clock = () => number;
export const CLOCK = Symbol('clock');
