/** The time; tests move it. */
export type Clock = () => Date;
export const CLOCK = Symbol('clock of the notifier');
