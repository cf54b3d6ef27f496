import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { KeyLanes } from '#libs/messaging';
import { type Sql, sql } from '#libs/postgres';
import { limitHeaders } from '#libs/rate-limits';
import { networkOf, ProblemError } from '#libs/service-kit';
import { Database, NarrowRole } from '../../platform/index.ts';

/**
 * Slows down whoever guesses a password: after five wrong ones each further guess waits twice as long as the
 * one before, up to a quarter of an hour. Counted by name and network together, so that no one can lock
 * another out from elsewhere; and in the database, so that no more is let through by asking several
 * instances. A guess counts as a wrong one from its start, and is taken back when it was right.
 */
@Injectable()
export class PasswordGuesses {
  /** Who wants to guess one name from one network comes one after the other. */
  readonly #lanes = new KeyLanes();
  /** What was begun on this instance and may turn out right yet, by name and network. */
  readonly #running = new Map<string, Set<Promise<boolean>>>();

  constructor(private readonly database: Database) {}

  /**
   * @param name whose password it is to be
   * @param address where the guess comes from
   * @param check whether the password is right
   * @throws ProblemError 429 with the seconds to wait, without asking
   */
  async judge(name: string, address: string, check: () => Promise<boolean>): Promise<boolean> {
    const key = hash('sha256', `${networkOf(address)} ${name}`, 'buffer').subarray(0, 16);
    const { outcome } = await this.#lanes.run(key.toString('hex'), () => this.#begin(key, check));
    return outcome;
  }

  /**
   * Starts a guess as soon as it may; one that is still running may turn out right, and then nobody has to
   * wait.
   */
  async #begin(key: Buffer, check: () => Promise<boolean>): Promise<{ readonly outcome: Promise<boolean> }> {
    const id = key.toString('hex');
    const running = this.#running.get(id) ?? new Set();
    for (;;) {
      const wait = await this.#count(key);
      if (wait === null) break;
      if (running.size === 0) throw tooMany(wait);
      await Promise.race(running).catch(() => undefined);
    }
    const outcome = this.#check(key, check).finally(() => {
      running.delete(outcome);
      if (running.size === 0) this.#running.delete(id);
    });
    this.#running.set(id, running.add(outcome));
    return { outcome };
  }

  async #check(key: Buffer, check: () => Promise<boolean>): Promise<boolean> {
    const right = await check();
    await this.database.asRole(NarrowRole.Limits, right ? forgive(key) : prolong(key));
    return right;
  }

  /** @returns null where one more guess is counted and may begin, or the seconds to wait */
  async #count(key: Buffer): Promise<number | null> {
    const [row] = await this.database.asRole<{ counted: boolean; wait: number | null }>(
      NarrowRole.Limits,
      countGuess(key),
    );
    return row?.counted === true ? null : Math.max(1, Math.ceil(row?.wait ?? 1));
  }
}

/** In the form of a limit: five wrong ones, and an hour until they are forgotten. */
const guesses = { perSecond: 5 / 3_600, burst: 5 };

function tooMany(seconds: number): ProblemError {
  return new ProblemError(
    'too_many_requests',
    `Too many wrong passwords; wait ${String(seconds)} s and try again.`,
    {},
    seconds,
    limitHeaders('guesses', guesses, { left: 0, fullIn: seconds * 1_000 }),
  );
}

/** From so many wrong ones to the pause after them: five cost nothing, since people mistype. */
const pauseAfter = (wrong: Sql): Sql => sql`
  interval '1 second'
    * CASE WHEN ${wrong} < 5 THEN 0 ELSE least(900, power(2, least(${wrong}, 20) - 5)) END`;

/** What was an hour ago is forgotten. */
const isForgotten = sql`g.seen_at < now() - interval '1 hour'`;

const countGuess = (key: Buffer): Sql => sql`
  WITH counted AS (
    INSERT INTO passline.password_guesses AS g (key, wrong, wait_until, seen_at)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (key) DO UPDATE SET seen_at = now(),
      wrong = CASE WHEN ${isForgotten} THEN 1 ELSE g.wrong + 1 END,
      wait_until = now() + CASE WHEN ${isForgotten} THEN interval '0' ELSE ${pauseAfter(sql`g.wrong + 1`)} END
    WHERE g.wait_until <= now()
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM counted) AS counted,
    (SELECT extract(epoch FROM wait_until - now())::float8
      FROM passline.password_guesses WHERE key = ${key}) AS wait`;

/** The pause begins when the guess has turned out wrong. */
const prolong = (key: Buffer): Sql => sql`
  UPDATE passline.password_guesses SET wait_until = now() + ${pauseAfter(sql`wrong`)}
  WHERE key = ${key} AND wrong >= 5`;

const forgive = (key: Buffer): Sql => sql`DELETE FROM passline.password_guesses WHERE key = ${key}`;
