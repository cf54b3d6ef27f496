import type { Snapshot } from '#libs/contracts';

/** Where a client knows everything up to a version, only what came later. */
export function snapshotSince(snapshot: Snapshot, version: number | undefined): Snapshot {
  if (version === undefined) return snapshot;
  return { ...snapshot, status_history: snapshot.status_history.filter((entry) => entry.version > version) };
}

/**
 * What is known after the server answered: the higher version wins. An answer to `since` holds only the newer
 * part of the history, so that the older part is taken from what was known.
 */
export function mergeAnswer(known: Snapshot | null, answer: Snapshot): Snapshot {
  if (known === null) return answer;
  if (answer.version <= known.version) return known;
  const first = answer.status_history[0]?.version ?? answer.version + 1;
  const older = known.status_history.filter(({ version }) => version < first);
  return { ...answer, status_history: [...older, ...answer.status_history] };
}
