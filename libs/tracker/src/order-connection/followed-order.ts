import type { OrderChanged, Snapshot } from '#libs/contracts';
import { advance, mergeAnswer } from '#libs/order-model';

/** More changes than these, ahead of what is known, are forgotten: they are asked for with the gap. */
export const MOST_KEPT = 64;

/**
 * One order's state on this side of the wire. It applies exactly the next version, ignores what is older, and
 * keeps what is too new until the part in between has been asked for.
 */
export class FollowedOrder {
  #snapshot: Snapshot | null;
  readonly #ahead = new Map<number, OrderChanged>();
  /** The highest version that a change was heard of, kept or not. */
  #newest = 0;

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

  /** Whether a newer version exists than the one that is known, so that something is to be asked for. */
  get isBehind(): boolean {
    return this.#newest > (this.since ?? 0);
  }

  /** @returns `gap` when versions in between are missing and must be asked for */
  change(frame: OrderChanged): 'applied' | 'ignored' | 'gap' {
    const known = this.#snapshot;
    if (known !== null && frame.version <= known.version) return 'ignored';
    this.#newest = Math.max(this.#newest, frame.version);
    if (known === null || frame.version > known.version + 1) {
      if (this.#ahead.size < MOST_KEPT) this.#ahead.set(frame.version, frame);
      return 'gap';
    }
    this.#advance(advance(known, frame));
    return 'applied';
  }

  /** Takes an answer to `follow` or to a question over HTTP, then what had arrived ahead of it. */
  answer(snapshot: Snapshot): void {
    this.#advance(mergeAnswer(this.#snapshot, snapshot));
  }

  #advance(from: Snapshot): void {
    let known = from;
    for (let next = this.#ahead.get(known.version + 1); next; next = this.#ahead.get(known.version + 1))
      known = advance(known, next);
    this.#snapshot = known;
    for (const version of this.#ahead.keys()) if (version <= known.version) this.#ahead.delete(version);
  }
}
