/** What is asked over HTTP while the socket is down. */
export interface Polling {
  /** How long to wait between two questions, in ms; null to ask nothing. */
  readonly everyMs: () => number | null;
  /** Whether waiting helps no one: nothing is known yet, or it is known that there will be no answer. */
  readonly isUrgent: () => boolean;
  /** @returns whether there was an answer */
  readonly ask: (ended: AbortSignal) => Promise<boolean>;
}

/**
 * A restart is over before most clients have polled once, so that they do not all ask at the moment it ends.
 */
const FIRST_WITHIN_MS = 3_000;

/** Asks at once or soon, then regularly, until ended; reports each outcome. */
export async function poll(
  { everyMs, isUrgent, ask }: Polling,
  ended: AbortSignal,
  report: (ok: boolean) => void,
): Promise<void> {
  let wait = isUrgent() ? 0 : Math.min(everyMs() ?? 0, FIRST_WITHIN_MS) * (0.5 + Math.random() / 2);
  while (await passed(wait, ended)) {
    const isAnswered = everyMs() !== null && (await ask(ended));
    if (!ended.aborted) report(isAnswered);
    wait = everyMs() ?? FIRST_WITHIN_MS;
  }
}

/** @returns whether the time passed before the signal ended the waiting */
function passed(ms: number, ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    const giveUp = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    if (ended.aborted) giveUp();
    ended.addEventListener('abort', giveUp, { once: true });
  });
}
