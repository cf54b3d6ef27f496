import type { Move } from './move.ts';

const PREFIX = 'passline:outbox';

/** What an outbox needs of `localStorage`. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The moves that the server has not judged yet, each kept on its own, so that they survive a reload and two tabs do not overwrite each
 * other's. They belong to whoever made them: another account never sends them.
 */
export class Outbox {
  readonly #moves: Map<string, Move>;

  constructor(
    private readonly shelf: Shelf,
    private readonly userId: string,
  ) {
    this.#moves = new Map(this.#kept().map((move) => [move.key, move]));
  }

  /** The oldest first. */
  get moves(): readonly Move[] {
    return [...this.#moves.values()];
  }

  get size(): number {
    return this.#moves.size;
  }

  has(key: string): boolean {
    return this.#moves.has(key);
  }

  /** The latest step of an order that waits here. */
  latestOf(orderId: string): Move | undefined {
    return this.moves.findLast(({ order_id }) => order_id === orderId);
  }

  add(move: Move): void {
    this.#moves.set(move.key, move);
    try {
      this.shelf.setItem(this.#place(move.key), JSON.stringify(move));
    } catch {
      // No room, or not allowed to keep anything: it is kept in memory all the same.
    }
  }

  remove(key: string): void {
    this.#moves.delete(key);
    this.shelf.removeItem(this.#place(key));
  }

  #place(key: string): string {
    return `${PREFIX}:${this.userId}:${key}`;
  }

  #kept(): Move[] {
    const names = Array.from({ length: this.shelf.length }, (_, index) => this.shelf.key(index) ?? '');
    const own = names.filter((name) => name.startsWith(this.#place(''))).sort();
    return own.map((name) => JSON.parse(this.shelf.getItem(name) ?? 'null') as Move);
  }
}
