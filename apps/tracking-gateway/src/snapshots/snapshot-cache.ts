import type { OrderChanged, OwnedSnapshot } from '#libs/contracts';
import type { EventFeed } from '../event-feed/index.ts';
import { KeptSnapshot } from './kept-snapshot.ts';
import type { Reader, SnapshotLoader } from './snapshot-loader.ts';

/**
 * The snapshots of one order. Those who ask at the same time share one answer. What customers were given is
 * kept for those who come later, and brought up to date by the changes that arrive; staff always read anew.
 */
export class SnapshotCache {
  #kept: KeptSnapshot | undefined;
  /** The newest version that an answer or a change has shown to exist. */
  #newest = 0;
  /** What arrives while an answer to customers is under way, which may lack it. */
  #arrived: OrderChanged[] = [];
  #loading = 0;
  /** Answers that are under way. */
  #shared: Map<string, Promise<OwnedSnapshot | null>> | undefined;

  constructor(
    private readonly orderId: string,
    private readonly loader: SnapshotLoader,
    private readonly feed: EventFeed,
  ) {}

  /**
   * The order as the reader sees it; null where there is none.
   * @param atLeast a version that the answer should have, or 0; an answer may be older all the same
   * @throws OrdersUnavailableError where it is worth asking again
   */
  async read(reader: Reader, atLeast: number): Promise<OwnedSnapshot | null> {
    const kept = isCustomer(reader) ? this.#fresh : undefined;
    if (kept && kept.version >= atLeast) return kept.read();
    const shared = this.#shared?.get(keyOf(reader));
    const answer = await (shared ?? this.#load(reader));
    return shared && answer && answer.snapshot.version < atLeast ? this.#load(reader) : answer;
  }

  /** Whether the next customer would be answered from memory, as far as is known now. */
  get hasKept(): boolean {
    return this.#kept !== undefined;
  }

  /** A change of the order has arrived. */
  advance(frame: OrderChanged): void {
    this.#newest = Math.max(this.#newest, frame.version);
    if (this.#loading > 0) this.#arrived.push(frame);
    if (this.#kept?.take(frame) === false) this.#kept = undefined;
  }

  /**
   * Events arrive that advance what was kept, nothing has shown that there is more already, and nothing in it
   * may have been erased.
   */
  get #fresh(): KeptSnapshot | undefined {
    const kept = this.#kept;
    if (kept === undefined || kept.version < this.#newest || kept.mayBeErased) return undefined;
    return this.feed.healthy ? kept : undefined;
  }

  #load(reader: Reader): Promise<OwnedSnapshot | null> {
    const key = keyOf(reader);
    const loaded = (isCustomer(reader) ? this.#loadAndKeep(reader) : this.#loadNewest(reader)).finally(() => {
      if (this.#shared?.get(key) === loaded) this.#shared.delete(key);
      if (this.#shared?.size === 0) this.#shared = undefined;
    });
    (this.#shared ??= new Map()).set(key, loaded);
    return loaded;
  }

  async #loadNewest(reader: Reader): Promise<OwnedSnapshot | null> {
    const answer = await this.loader.load(this.orderId, reader);
    if (answer) this.#newest = Math.max(this.#newest, answer.snapshot.version);
    return answer;
  }

  async #loadAndKeep(reader: Reader): Promise<OwnedSnapshot | null> {
    this.#loading += 1;
    try {
      const answer = await this.#loadNewest(reader);
      this.#kept = answer ? this.#caughtUp(new KeptSnapshot(answer)) : undefined;
      return answer;
    } finally {
      this.#loading -= 1;
      if (this.#loading === 0) this.#arrived = [];
    }
  }

  /** What was loaded may be older than what has arrived meanwhile; undefined where it cannot take that. */
  #caughtUp(loaded: KeptSnapshot): KeptSnapshot | undefined {
    return this.#arrived.every((frame) => loaded.take(frame)) ? loaded : undefined;
  }
}

const isCustomer = ({ viewer }: Reader): boolean => viewer.kind === 'customer';

/** Alike for those who are given the same answer. */
const keyOf = ({ viewer, restaurantId }: Reader): string =>
  viewer.kind === 'customer' ? viewer.kind : `${viewer.role} of ${restaurantId ?? 'none'}`;
