import type { OrderChanged, Snapshot } from '#libs/contracts';
import { applyChange } from '../snapshot/apply-change.ts';
import { mergeSnapshot } from '../snapshot/merge-snapshot.ts';

/** More than this many changes ahead of what is known are forgotten: the answer to the gap brings them anyway. */
const MOST_KEPT = 64;

/**
 * One order's state on this side of the wire. It applies exactly the next version, ignores what is older, and keeps what is too new
 * until the part in between has been asked for.
 */
export class FollowedOrder {
  #snapshot: Snapshot | null;
  readonly #ahead = new Map<number, OrderChanged>();

  constructor(known: Snapshot | null = null) {
    this.#snapshot = known;
  }

  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }

  /** The version to ask from, or undefined while nothing is known. */
  get since(): number | undefined {
    return this.#snapshot?.version;
  }

  /** @returns `gap` when versions in between are missing and must be asked for */
  change(frame: OrderChanged): 'applied' | 'ignored' | 'gap' {
    const known = this.#snapshot;
    if (known !== null && frame.version <= known.version) return 'ignored';
    this.#keep(frame);
    if (known === null || frame.version > known.version + 1) return 'gap';
    this.#advance();
    return 'applied';
  }

  /** Takes an answer to `follow` or to a question over HTTP, then what had arrived ahead of it. @returns whether anything is new */
  answer(snapshot: Snapshot): boolean {
    const before = this.#snapshot;
    this.#snapshot = mergeSnapshot(before, snapshot);
    this.#advance();
    return this.#snapshot !== before;
  }

  #keep(frame: OrderChanged): void {
    if (this.#ahead.size < MOST_KEPT) this.#ahead.set(frame.version, frame);
  }

  #advance(): void {
    let known = this.#snapshot;
    for (
      let next = known && this.#ahead.get(known.version + 1);
      known && next;
      next = this.#ahead.get(known.version + 1)
    ) {
      known = applyChange(known, next);
    }
    this.#snapshot = known;
    for (const version of this.#ahead.keys())
      if (known && version <= known.version) this.#ahead.delete(version);
  }
}
