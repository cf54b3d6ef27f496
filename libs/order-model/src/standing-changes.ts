import type { ChangeType } from '#libs/contracts';

type Correcting = { readonly corrects?: number | null | undefined };
type Entry = Correcting & { readonly version: number; readonly type: ChangeType };

/** The versions that recalls have undone. */
export const correctedVersions = (history: readonly Correcting[]): ReadonlySet<number> =>
  new Set(history.flatMap(({ corrects }) => corrects ?? []));

/**
 * The placing and the status changes that no recall has corrected, oldest first: the way that the order has
 * really gone. The last one's status is the order's.
 * @param history complete and oldest first
 */
export function standingChanges<E extends Entry>(history: readonly E[]): readonly E[] {
  const corrected = correctedVersions(history);
  return history.filter(
    ({ type, version }) => (type === 'placed' || type === 'status_changed') && !corrected.has(version),
  );
}
