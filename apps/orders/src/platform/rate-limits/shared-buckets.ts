import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { hash } from 'node:crypto';
import { type Sql, sql } from '#libs/postgres';
import { Buckets, type Level as BucketLevel, type Limit, weightOf } from '#libs/rate-limits';
import { type Logger, stopStep } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { LOGGER } from '../orders-options.ts';
import { NarrowRole } from '../row-level-security/row-level-security.ts';

/** How long after it let something through an instance tells the others, in ms. */
const settleAfter = 250;
/** How often the levels that have run empty are removed, in ms. */
const forgetEvery = 60_000;
/** Levels settled by one statement; the others come next time. */
const atOnce = 10_000;

interface Level {
  readonly key: Buffer;
  readonly ahead: number;
}

/**
 * Buckets that all instances share. Each decides by itself, from what it knows, so that no request waits for
 * the database; a few times a second it adds what it let through, where there is any, to the level that lies
 * there, and takes over the sum. Between two times as many instances as there are may each let through what
 * one may; what was too much is paid back, since the sum takes longer to run empty.
 */
@Injectable()
export class SharedBuckets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #buckets = new Buckets();
  /** What was let through since the last settlement, by key, in ms of its limit. */
  #taken = new Map<string, number>();
  #settling: Promise<void> = Promise.resolve();
  /** Set while something waits to be settled. */
  #due: NodeJS.Timeout | undefined;
  #forgetting: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#forgetting = setInterval(() => void this.#forget().catch(this.#tell), forgetEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#due);
    clearInterval(this.#forgetting);
    await stopStep('the shared limits', () => this.#settling);
  }

  /** As `Buckets.take`: 0, or for how long to wait in ms. */
  take(key: string, limit: Limit): number {
    const wait = this.#buckets.take(key, limit);
    if (wait === 0) {
      this.#taken.set(key, (this.#taken.get(key) ?? 0) + weightOf(limit));
      this.#settleSoon();
    }
    return wait;
  }

  /** As this instance knows it. */
  level(key: string, limit: Limit): BucketLevel {
    return this.#buckets.level(key, limit);
  }

  readonly #tell = (error: unknown): void => {
    this.logger.debug({ err: error }, 'limits are not shared for now: the database cannot be asked');
  };

  /** One settlement at a time; what it could not tell goes into the next one. */
  #settleSoon(): void {
    if (this.#stopped) return;
    this.#due ??= setTimeout(() => {
      this.#settling = this.#settle()
        .catch(this.#tell)
        .finally(() => {
          this.#due = undefined;
          if (this.#taken.size > 0) this.#settleSoon();
        });
    }, settleAfter);
  }

  async #settle(): Promise<void> {
    const taken = [...this.#taken].slice(0, atOnce);
    for (const [key] of taken) this.#taken.delete(key);
    const levels = await this.database
      .asRole<Level>(NarrowRole.Limits, addLevels(taken))
      .catch((error: unknown) => {
        for (const [key, weight] of taken) this.#taken.set(key, (this.#taken.get(key) ?? 0) + weight);
        throw error;
      });
    this.#takeOver(taken, levels);
  }

  /** What was let through while the database was asked is not in its answer. */
  #takeOver(taken: readonly (readonly [string, number])[], levels: readonly Level[]): void {
    const aheadOf = new Map(levels.map(({ key, ahead }) => [key.toString('hex'), ahead]));
    for (const [key] of taken)
      this.#buckets.fill(key, (aheadOf.get(digest(key).toString('hex')) ?? 0) + (this.#taken.get(key) ?? 0));
  }

  async #forget(): Promise<void> {
    await this.database.asRole(NarrowRole.Limits, forgetLevels);
  }
}

/** Addresses and ids stay out of the database. */
const digest = (key: string): Buffer => hash('sha256', key, 'buffer').subarray(0, 16);

/** In the order of the keys, so that no two instances wait for each other. */
const addLevels = (taken: readonly (readonly [string, number])[]): Sql => sql`
  INSERT INTO passline.limit_levels AS level (key, empty_at)
  SELECT key, now() + taken * interval '1 millisecond'
  FROM unnest(${taken.map(([key]) => digest(key))}::bytea[], ${taken.map(([, weight]) => weight)}::float8[])
    AS t (key, taken)
  ORDER BY key
  ON CONFLICT (key)
    DO UPDATE SET empty_at = greatest(level.empty_at, now()) + (excluded.empty_at - now())
  RETURNING key, (extract(epoch FROM empty_at - now()) * 1000)::float8 AS ahead`;

/** One that is just being settled is left for the next time. */
const forgetLevels = sql`
  DELETE FROM passline.limit_levels WHERE key IN (
    SELECT key FROM passline.limit_levels WHERE empty_at < now() LIMIT 10000 FOR UPDATE SKIP LOCKED)`;
