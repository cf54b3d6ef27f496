/** The clock of what is kept for a while: asked for anew each time, so that tests can move it. */
export const clock = { now: (): number => performance.now() };
