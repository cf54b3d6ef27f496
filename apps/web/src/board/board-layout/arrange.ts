/**
 * An order's place in a column. `hasLeft`: the order is elsewhere now, and its place is kept while a finger
 * is near.
 */
export interface Slot {
  readonly id: string;
  readonly hasLeft: boolean;
}

/**
 * How near a hand is: while it is on the board nobody moves up into the place of one that has left; until it
 * has been away for a while nobody moves down for a newcomer.
 */
export type Hand = 'on' | 'near' | 'away';

/**
 * Who stands where. With no hand about, in the order that is wanted; else those that were there keep their
 * order, and newcomers enter at the end until then.
 * @param wanted the ids that belong into the column, in the order in which they are to stand
 */
export function arrange(before: readonly Slot[], wanted: readonly string[], hand: Hand): readonly Slot[] {
  if (hand === 'away') return wanted.map((id) => ({ id, hasLeft: false }));
  const here = new Set(wanted);
  const known = new Set(before.map(({ id }) => id));
  const kept = before
    .filter(({ id }) => hand === 'on' || here.has(id))
    .map(({ id }) => ({ id, hasLeft: !here.has(id) }));
  return [...kept, ...wanted.filter((id) => !known.has(id)).map((id) => ({ id, hasLeft: false }))];
}
