/**
 * How many frames an order's screen should have got, and what it got. Latencies in ms, from just before the
 * POST to the frame.
 */
export interface Reckoning {
  readonly expected: number;
  readonly received: number;
  readonly missing: number;
  readonly outOfOrder: number;
  readonly latencies: readonly number[];
}

type Sight = { readonly kind: 'snapshot' | 'frame'; readonly version: number; readonly at: number };

/**
 * One order from both sides: what the API accepted, and what its screen showed. Times by `performance.now()`.
 */
export class FollowedOrder {
  readonly #accepted = new Map<number, number>();
  readonly #seen: Sight[] = [];

  /** The API made this version of a request sent at that time. */
  accepted(version: number, sentAt: number): void {
    this.#accepted.set(version, sentAt);
  }

  frame(version: number, at: number): void {
    this.#seen.push({ kind: 'frame', version, at });
  }

  /**
   * The answer to `follow`, the first one or one after a lost connection: the screen now shows that version.
   */
  snapshot(version: number, at: number): void {
    this.#seen.push({ kind: 'snapshot', version, at });
  }

  get isFollowed(): boolean {
    return this.#seen.some(({ kind }) => kind === 'snapshot');
  }

  /** Whether the screen has shown all that was accepted. */
  get isComplete(): boolean {
    return this.reckon().missing === 0;
  }

  /**
   * Every accepted version above the first snapshot's is to come once, and none below what was already shown.
   */
  reckon(): Reckoning {
    const { first, shown, outOfOrder, arrivals } = this.#replay();
    const expected = [...this.#accepted.keys()].filter((version) => version > first);
    const missing = expected.filter((version) => !shown.has(version)).length;
    const latencies = [...arrivals].flatMap(([version, at]) => {
      const sentAt = this.#accepted.get(version);
      return sentAt === undefined ? [] : [at - sentAt];
    });
    return { expected: expected.length, received: expected.length - missing, missing, outOfOrder, latencies };
  }

  #replay() {
    let last: number | undefined;
    let first = Infinity;
    let outOfOrder = 0;
    const shown = new Set<number>();
    const arrivals = new Map<number, number>();
    for (const { kind, version, at } of this.#seen) {
      if (kind === 'snapshot') {
        first = Math.min(first, version);
        for (let caughtUp = (last ?? version) + 1; caughtUp <= version; caughtUp += 1) shown.add(caughtUp);
        last = Math.max(last ?? 0, version);
      } else if (last !== undefined) {
        if (version <= last) outOfOrder += 1;
        else if (!arrivals.has(version)) arrivals.set(version, at);
        shown.add(version);
        last = Math.max(last, version);
      }
    }
    return { first, shown, outOfOrder, arrivals };
  }
}
