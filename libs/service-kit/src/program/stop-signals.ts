/**
 * A terminal's Ctrl-C reaches the process by itself and again through npm: the second of the two means
 * nothing. In milliseconds.
 */
const echo = 1_000;

/** How long a stop may take before it is ended by force, in milliseconds. */
const patience = 15_000;

/** How long what even a forced end waits for may take, in milliseconds. */
const lastPatience = 5_000;

/** How a program ends: each resolves once it is done. */
export interface Ending {
  /** Releases everything. */
  readonly stop: () => Promise<void>;
  /** Ends what must not be left behind, and nothing else. */
  readonly byForce: () => Promise<void>;
}

/**
 * Stops once on SIGINT or SIGTERM, with code 0. A second signal, a stop that hangs and one that fails are
 * ended by force, with code 1.
 */
export function onStopSignal({ stop, byForce }: Ending): void {
  let since: number | undefined;
  let isForced = false;
  const force = (): void => {
    if (isForced) process.exit(1);
    isForced = true;
    setTimeout(() => process.exit(1), lastPatience).unref();
    void byForce().finally(() => process.exit(1));
  };
  const handle = (): void => {
    if (since !== undefined) {
      if (performance.now() - since > echo) force();
      return;
    }
    since = performance.now();
    setTimeout(force, patience).unref();
    stop().then(() => process.exit(0), force);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
