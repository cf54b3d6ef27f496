/** An order's place in a column. `hasLeft`: the order is elsewhere now, and its place is kept while a finger is near. */
export interface Slot {
  readonly id: string;
  readonly hasLeft: boolean;
}

/**
 * Who stands where. Those that were there keep their order, newcomers enter at the end; while it is held, nobody moves up into the
 * place of one that has left.
 * @param wanted the ids that belong into the column, in the order in which they would stand if all came at once
 */
export function arrange(
  before: readonly Slot[],
  wanted: readonly string[],
  isHeld: boolean,
): readonly Slot[] {
  const here = new Set(wanted);
  const known = new Set(before.map(({ id }) => id));
  const kept = before
    .filter(({ id }) => isHeld || here.has(id))
    .map(({ id }) => ({ id, hasLeft: !here.has(id) }));
  return [...kept, ...wanted.filter((id) => !known.has(id)).map((id) => ({ id, hasLeft: false }))];
}
