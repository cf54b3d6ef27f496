/**
 * A browser that keeps nothing (a private window, a full disk, a sandboxed frame) is no obstacle, nor is what
 * someone else wrote there.
 */
function quietly<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

const OURS = 'passline:';

/** What this browser keeps for us, as JSON, under names of our own. */
export const browserStorage = {
  read: (name: string): unknown =>
    quietly(() => JSON.parse(localStorage.getItem(OURS + name) ?? 'null') as unknown),
  write: (name: string, value: unknown): void =>
    void quietly(() => localStorage.setItem(OURS + name, JSON.stringify(value))),
  remove: (name: string): void => void quietly(() => localStorage.removeItem(OURS + name)),
  /** What the names that begin so go on with. */
  namesUnder: (start: string): readonly string[] =>
    (quietly(() => Object.keys(localStorage)) ?? [])
      .filter((key) => key.startsWith(OURS + start))
      .map((key) => key.slice(OURS.length + start.length)),
};
