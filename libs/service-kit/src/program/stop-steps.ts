/** What a stop waits for at the moment; a program stops once. */
const awaited = new Set<{ readonly what: string }>();

/**
 * Notes that a stop waits for something, so that whoever ends it by force can say what hangs.
 * @returns to be called once that has ended
 */
export function stopAwaits(what: string): () => void {
  const step = { what };
  awaited.add(step);
  return () => void awaited.delete(step);
}

/** Stops something whose end a stop waits for, under its name. */
export async function stopStep(what: string, stop: () => Promise<void>): Promise<void> {
  const ended = stopAwaits(what);
  await stop().finally(ended);
}

/** What has not ended, what waits for another first. */
export const awaitedByStop = (): readonly string[] => [...awaited].map(({ what }) => what);
