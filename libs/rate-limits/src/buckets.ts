import { LRUCache } from 'lru-cache';
import type { Limit } from './rate-limits.ts';

/** In ms; it never goes back. */
export type Clock = () => number;
const uptime: Clock = () => performance.now();

/** For how long one of them fills a bucket, in ms. */
export const weightOf = ({ perSecond }: Limit): number => 1_000 / perSecond;

/** For how long there is no room for one more, in ms. */
const overflow = (emptyAt: number, now: number, limit: Limit): number =>
  Math.max(emptyAt, now) + weightOf(limit) - now - limit.burst * weightOf(limit);

/** What a bucket has room for now, and in how many ms for a whole burst. */
export interface Level {
  readonly left: number;
  readonly fullIn: number;
}

/** In ms: sums of fractions are never exact. */
const hairsBreadth = 0.001;

/**
 * A bucket with a hole: whatever is let through fills it, time empties it, and what would make it run over is
 * refused. Of it nothing is kept but the moment at which it is empty.
 */
export class Bucket {
  #emptyAt = 0;

  constructor(private readonly clock: Clock = uptime) {}

  /**
   * Lets one through, or none: what is refused fills nothing.
   * @returns 0, or for how long to wait in ms
   */
  take(limit: Limit): number {
    const now = this.clock();
    const wait = overflow(this.#emptyAt, now, limit);
    if (wait > hairsBreadth) return wait;
    this.#emptyAt = Math.max(this.#emptyAt, now) + weightOf(limit);
    return 0;
  }

  level(limit: Limit): Level {
    const fullIn = Math.max(0, this.#emptyAt - this.clock());
    const left = Math.floor(limit.burst - fullIn / weightOf(limit) + hairsBreadth);
    return { left: Math.max(0, left), fullIn };
  }

  /** Sets in how many ms it will be empty. */
  fill(emptyIn: number): void {
    this.#emptyAt = this.clock() + emptyIn;
  }
}

/** Keys that are remembered; one that is forgotten begins anew. */
const remembered = 50_000;

/** A bucket for each key. */
export class Buckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: remembered });

  constructor(private readonly clock: Clock = uptime) {}

  /** As `Bucket.take`. */
  take(key: string, limit: Limit): number {
    return this.#of(key).take(limit);
  }

  level(key: string, limit: Limit): Level {
    return this.#of(key).level(limit);
  }

  /** As `Bucket.fill`. */
  fill(key: string, emptyIn: number): void {
    this.#of(key).fill(emptyIn);
  }

  #of(key: string): Bucket {
    const bucket = this.#buckets.get(key) ?? new Bucket(this.clock);
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
