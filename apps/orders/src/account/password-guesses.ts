import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { networkOf, ProblemError } from '#libs/service-kit';
import { Database, type Statement } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** Guesses of one name from one network, on this instance. */
interface Line {
  /** Who wants to guess comes one after the other. */
  tail: Promise<unknown>;
  waiting: number;
  readonly running: Set<Promise<boolean>>;
}

/**
 * Slows down whoever guesses a password: after five wrong ones each further guess waits twice as long as the one before, up to a quarter of an hour.
 * Counted by name and network together, so that no one can lock another out from elsewhere; and in the database, so that no more is let through by asking
 * several instances. A guess counts as a wrong one from its start, and is taken back when it was right.
 */
@Injectable()
export class PasswordGuesses {
  readonly #lines = new Map<string, Line>();

  constructor(private readonly database: Database) {}

  /**
   * @param name whose password it is to be
   * @param address where the guess comes from
   * @param check whether the password is right
   * @throws ProblemError 429 with the seconds to wait, without asking
   */
  async judge(name: string, address: string, check: () => Promise<boolean>): Promise<boolean> {
    const key = hash('sha256', `${networkOf(address)} ${name}`, 'buffer').subarray(0, 16);
    const line = this.#lineOf(key);
    line.waiting += 1;
    const turn = line.tail.then(() => this.#begin(key, line, check));
    line.tail = turn.catch(() => undefined);
    try {
      return await (
        await turn
      ).outcome;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key.toString('hex'));
    }
  }

  #lineOf(key: Buffer): Line {
    const id = key.toString('hex');
    const line = this.#lines.get(id) ?? { tail: Promise.resolve(), waiting: 0, running: new Set() };
    this.#lines.set(id, line);
    return line;
  }

  /** Starts a guess as soon as it may; one that is still running may turn out right, and then nobody has to wait. */
  async #begin(
    key: Buffer,
    { running }: Line,
    check: () => Promise<boolean>,
  ): Promise<{ readonly outcome: Promise<boolean> }> {
    for (;;) {
      const wait = await this.#count(key);
      if (wait === null) break;
      if (running.size === 0) throw tooMany(wait);
      await Promise.race(running).catch(() => undefined);
    }
    const outcome = this.#check(key, check).finally(() => running.delete(outcome));
    running.add(outcome);
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

function tooMany(seconds: number): ProblemError {
  return new ProblemError(
    'too_many_requests',
    `Too many wrong passwords; wait ${String(seconds)} s and try again.`,
    {},
    seconds,
  );
}

/** From so many wrong ones to the pause after them: five cost nothing, since people mistype. */
const pauseAfter = (wrong: string): string =>
  `interval '1 second' * CASE WHEN ${wrong} < 5 THEN 0 ELSE least(900, power(2, least(${wrong}, 20) - 5)) END`;

/** What was an hour ago is forgotten. */
const countGuess = (key: Buffer): Statement => ({
  name: 'count_guess',
  text: `WITH counted AS (
      INSERT INTO passline.password_guesses AS g (key, wrong, wait_until, seen_at) VALUES ($1, 1, now(), now())
      ON CONFLICT (key) DO UPDATE SET seen_at = now(), wrong = CASE WHEN g.seen_at < now() - interval '1 hour' THEN 1 ELSE g.wrong + 1 END,
        wait_until = now() + CASE WHEN g.seen_at < now() - interval '1 hour' THEN interval '0' ELSE ${pauseAfter('g.wrong + 1')} END
      WHERE g.wait_until <= now()
      RETURNING 1)
    SELECT EXISTS (SELECT FROM counted) AS counted,
      (SELECT extract(epoch FROM wait_until - now())::float8 FROM passline.password_guesses WHERE key = $1) AS wait`,
  values: [key],
});

/** The pause begins when the guess has turned out wrong. */
const prolong = (key: Buffer): Statement => ({
  name: 'prolong_pause',
  text: `UPDATE passline.password_guesses SET wait_until = now() + ${pauseAfter('wrong')} WHERE key = $1 AND wrong >= 5`,
  values: [key],
});

const forgive = (key: Buffer): Statement => ({
  name: 'forgive_guesses',
  text: 'DELETE FROM passline.password_guesses WHERE key = $1',
  values: [key],
});
