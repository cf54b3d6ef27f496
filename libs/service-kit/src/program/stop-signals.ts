/**
 * A terminal's Ctrl-C reaches the process by itself and again through npm: the second of the two means
 * nothing. In milliseconds.
 */
const echo = 1_000;

/** How long a stop may take before it is ended by force, in milliseconds. */
export const stopPatience = 15_000;

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
 * ended by force, with code 1; only a signal during a forced end does not wait for what must not be left
 * behind.
 */
export function onStopSignal({ stop, byForce }: Ending): void {
  let since: number | undefined;
  let isForced = false;
  const force = (): void => {
    // What ends by force may be what a stop was waiting for, which then ends, or fails, as well.
    if (isForced) return;
    isForced = true;
    setTimeout(() => process.exit(1), lastPatience).unref();
    void byForce().finally(() => process.exit(1));
  };
  const handle = (): void => {
    const now = performance.now();
    if (since !== undefined && now - since <= echo) return;
    if (isForced) process.exit(1);
    const isSecond = since !== undefined;
    since = now;
    if (isSecond) {
      force();
      return;
    }
    setTimeout(force, stopPatience).unref();
    stop().then(() => {
      if (!isForced) process.exit(0);
    }, force);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
