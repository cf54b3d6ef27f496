import type { Snapshot } from '#libs/contracts';

/**
 * What is known after the server answered: the higher version wins. An answer to `since` holds only the newer part of the history,
 * so that the older part is taken from what was known.
 */
export function mergeSnapshot(known: Snapshot | null, answer: Snapshot): Snapshot {
  if (known === null) return answer;
  if (answer.version <= known.version) return known;
  const first = answer.status_history[0]?.version ?? answer.version + 1;
  const older = known.status_history.filter(({ version }) => version < first);
  return { ...answer, status_history: [...older, ...answer.status_history] };
}
