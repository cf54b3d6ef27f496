import type { OrderChanged, OwnedSnapshot } from '#libs/contracts';
import { advanceSnapshot } from './advance-snapshot.ts';
import type { Change } from './order-changed.ts';

/** So many changes that nobody asked for are kept; with more, the next who asks has it read anew. */
const mostFollowing = 32;

interface Following {
  readonly frame: OrderChanged;
  readonly recordedAt: string;
}

/** What was read of an order, kept for the customers who come later. What happens meanwhile is put into it only when it is read: most of it never is. */
export class KeptSnapshot {
  #following: Following[] = [];

  constructor(private order: OwnedSnapshot) {}

  /** What `read` will show. */
  get version(): number {
    return this.order.snapshot.version + this.#following.length;
  }

  /** @returns false where this is of no more use: the change lies ahead of the next version, is not known in full, or is one too many */
  take({ frame, recordedAt }: Change): boolean {
    if (frame.version <= this.version) return true;
    if (
      recordedAt === undefined ||
      frame.version !== this.version + 1 ||
      this.#following.length === mostFollowing
    )
      return false;
    this.#following.push({ frame, recordedAt });
    return true;
  }

  read(): OwnedSnapshot {
    const advanced = this.#following.reduce(
      (snapshot, { frame, recordedAt }) => advanceSnapshot(snapshot, frame, recordedAt),
      this.order.snapshot,
    );
    this.order = { ...this.order, snapshot: advanced };
    this.#following = [];
    return this.order;
  }
}
