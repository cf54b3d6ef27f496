interface OpenRecord {
  readonly offset: number;
  done: boolean;
}

/** What was taken of one partition, in order, and up to where all of it is done. */
export class PartitionProgress {
  readonly #open: OpenRecord[] = [];
  #committed: number | undefined;
  /** Set where the partition now belongs to another member: what was not begun is that one's. */
  lost = false;
  /** No more is fetched until some of what is in hand is done. */
  paused = false;

  /** @param next the offset to go on with; without one, that of the first record that comes */
  constructor(private next?: number) {}

  /** The offset after the last one taken. */
  get position(): number | undefined {
    return this.next;
  }

  get inHand(): number {
    return this.#open.length;
  }

  /**
   * @param end the offset after the partition's last record
   * @returns what to call once the record is done, or null for one that was taken before
   */
  take(offset: number, end: number): (() => void) | null {
    // A broker that lost the end of its log counts anew from there.
    const isShortened = this.next !== undefined && end < this.next;
    if (!isShortened && this.next !== undefined && offset < this.next) return null;
    this.next = offset + 1;
    const record: OpenRecord = { offset, done: false };
    this.#open.push(record);
    return () => {
      record.done = true;
      while (this.#open[0]?.done === true) this.#open.shift();
    };
  }

  /**
   * Before this offset everything is done; undefined where nothing has come yet and the broker alone knows
   * the place.
   */
  get done(): number | undefined {
    return this.#open[0]?.offset ?? this.next;
  }

  /** The offset to commit. Null where nothing is new. */
  toCommit(): number | null {
    const offset = this.done;
    return offset === undefined || offset === this.#committed || this.lost ? null : offset;
  }

  committed(offset: number): void {
    this.#committed = offset;
  }
}
