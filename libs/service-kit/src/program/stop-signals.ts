/** A terminal's Ctrl-C reaches the process by itself and again through npm: the second of the two means nothing. In milliseconds. */
const echo = 1_000;

/** How long a stop may take before it is ended by force, in milliseconds. */
const patience = 15_000;

/**
 * Stops once on SIGINT or SIGTERM; a second signal, or a stop that hangs, ends the process with code 1.
 * @param stop releases everything; the process ends with code 0 after it
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let since: number | undefined;
  const handle = (signal: NodeJS.Signals): void => {
    if (since !== undefined) {
      if (performance.now() - since > echo) process.exit(1);
      return;
    }
    since = performance.now();
    setTimeout(() => process.exit(1), patience).unref();
    stop(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
