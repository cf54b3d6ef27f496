/**
 * Takes one item after the other in so many lanes at once; resolves once all are done. In contrast to `Slots`
 * of messaging, items are taken only when a lane is free, so that a million of them wait nowhere.
 */
export async function inParallel<Item>(
  items: Iterable<Item>,
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
