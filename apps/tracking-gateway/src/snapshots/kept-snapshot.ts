import type { OrderChanged, OwnedSnapshot } from '#libs/contracts';
import { advance } from '#libs/order-model';

/** Notes may be erased with no change of the order: they are read again after so long, in ms. */
const notesKeptFor = 10 * 60_000;
/** So many changes that nobody asked for are kept; with more, the next who asks has it read anew. */
const mostFollowing = 32;

/**
 * What was read of an order, kept for the customers who come later: as text, which takes half the memory of
 * what it says. What happens meanwhile is put into it only when it is read: most of it never is.
 */
export class KeptSnapshot {
  #text: string;
  /** Of what the text says. */
  #version: number;
  #following: OrderChanged[] = [];
  #hasNotes: boolean;
  /** When `orders` was asked, by `performance.now()`. */
  readonly #readAt = performance.now();

  constructor(order: OwnedSnapshot) {
    this.#hasNotes = order.snapshot.status_history.some(({ notes }) => notes !== '');
    this.#text = JSON.stringify(order);
    this.#version = order.snapshot.version;
  }

  /** What `read` will show. */
  get version(): number {
    return this.#version + this.#following.length;
  }

  /** Whether something in it may have been erased since it was read. */
  get mayBeErased(): boolean {
    return this.#hasNotes && performance.now() - this.#readAt > notesKeptFor;
  }

  /**
   * @returns false where this is of no more use: the change lies ahead of the next version, or is one too
   * many
   */
  take(frame: OrderChanged): boolean {
    if (frame.version <= this.version) return true;
    if (frame.version !== this.version + 1 || this.#following.length === mostFollowing) return false;
    this.#following.push(frame);
    this.#hasNotes ||= (frame.notes ?? '') !== '';
    return true;
  }

  read(): OwnedSnapshot {
    const order = JSON.parse(this.#text) as OwnedSnapshot;
    if (this.#following.length === 0) return order;
    const changed = { ...order, snapshot: this.#following.reduce(advance, order.snapshot) };
    this.#text = JSON.stringify(changed);
    this.#version = changed.snapshot.version;
    this.#following = [];
    return changed;
  }
}
