import type { Change } from './change.ts';
import { following } from './following.ts';

const PREFIX = 'passline:outbox';

/** What an outbox needs of `localStorage`. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What the server has not judged yet, each kept on its own, so that it survives a reload and two tabs do not
 * overwrite each other's. It belongs to whoever did it: another account never sends it.
 */
export class Outbox {
  readonly #changes: Map<string, Change>;

  constructor(
    private readonly shelf: Shelf,
    private readonly userId: string,
  ) {
    this.#changes = new Map(this.#kept().map((change) => [change.key, change]));
  }

  /** The oldest first. */
  get changes(): readonly Change[] {
    return [...this.#changes.values()];
  }

  get size(): number {
    return this.#changes.size;
  }

  get(key: string): Change | undefined {
    return this.#changes.get(key);
  }

  /** All that waits of an order, the oldest first. */
  of(orderId: string): readonly Change[] {
    return this.changes.filter(({ order_id }) => order_id === orderId);
  }

  /** Another one, or the same with something new about it. */
  put(change: Change): void {
    this.#changes.set(change.key, change);
    try {
      this.shelf.setItem(this.#place(change.key), JSON.stringify(change));
    } catch {
      // No room, or not allowed to keep anything: it is kept in memory all the same.
    }
  }

  remove(key: string): void {
    this.#changes.delete(key);
    this.shelf.removeItem(this.#place(key));
  }

  /**
   * There is a verdict. What waits behind it is settled first, so that a reload in between loses nothing.
   * @param version that it made
   */
  close(change: Change, version: number | undefined): void {
    const { renewed, needless } = following(
      change,
      version,
      this.changes.filter(({ key }) => key !== change.key),
    );
    for (const each of renewed) this.put(each);
    for (const { key } of [...needless, change]) this.remove(key);
  }

  #place(key: string): string {
    return `${PREFIX}:${this.userId}:${key}`;
  }

  #kept(): Change[] {
    const names = Array.from({ length: this.shelf.length }, (_, index) => this.shelf.key(index) ?? '');
    const own = names.filter((name) => name.startsWith(this.#place(''))).sort();
    return own.map((name) => JSON.parse(this.shelf.getItem(name) ?? 'null') as Change);
  }
}
