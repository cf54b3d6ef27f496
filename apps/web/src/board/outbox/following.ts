import type { Change, Recall } from './change.ts';

/** What a verdict does to those that wait behind it. */
export interface Following {
  /** Meant for another version now. */
  readonly renewed: readonly Change[];
  /** There is nothing left to take back. */
  readonly needless: readonly Recall[];
}

/**
 * What this board did itself is no surprise to what it did next.
 * @param version that the change made; undefined where it made none
 * @param waiting everything else, the oldest first
 */
export function following(
  change: Change,
  version: number | undefined,
  waiting: readonly Change[],
): Following {
  const undoing = waiting.filter(
    (each): each is Recall => each.kind === 'recall' && each.undoes === change.key,
  );
  if (version === undefined) return { renewed: [], needless: undoing };
  const behind = waiting.filter(({ order_id, key }) => order_id === change.order_id && key > change.key);
  const seenBefore = behind.filter(
    (each) => each.expected_version === version - 1 && isSameBut(change, each),
  );
  const renewed = [...undoing, ...seenBefore].map((each) => ({ ...each, expected_version: version }));
  return {
    renewed: [...renewed, ...(change.kind === 'recall' ? onward(behind, version) : [])],
    needless: [],
  };
}

/**
 * A delay means the order wherever this board moves it; a recall means the step that was seen, which a delay
 * or an amendment leaves as it is; a move means the status, and that an amendment leaves too.
 */
const isSameBut = (change: Change, { kind }: Change): boolean =>
  kind === 'delay' || (kind === 'recall' && change.kind !== 'move') || change.kind === 'amend';

/**
 * The time of a recall is when it is judged, which is later than the steps from where it led: they are not
 * judged by their time.
 */
function onward(behind: readonly Change[], version: number): readonly Change[] {
  const next = behind.findIndex(({ kind }) => kind !== 'move');
  const moves = next === -1 ? behind : behind.slice(0, next);
  return moves.map((move, index) => ({ ...move, expected_version: version + index }));
}
