import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { isIPv6 } from 'node:net';
import { ProblemError } from '#libs/service-kit';

/** Wrong passwords that cost nothing, since people mistype. */
const free = 5;
const longestWait = 15 * 60_000;

interface Guesses {
  wrong: number;
  /** By `performance.now()`. */
  waitUntil: number;
  readonly running: Set<Promise<boolean>>;
}

/**
 * Slows down whoever guesses a password: after five wrong ones each further guess waits twice as long as the one before, up to a quarter of an hour.
 * Counted by name and address together, so that no one can lock another out from elsewhere.
 */
@Injectable()
export class PasswordGuesses {
  readonly #guesses = new LRUCache<string, Guesses>({ max: 50_000, ttl: 3_600_000, updateAgeOnGet: true });

  /**
   * @param name whose password it is to be
   * @param address where the guess comes from
   * @param check whether the password is right
   * @throws ProblemError 429 with the seconds to wait, without asking
   */
  async judge(name: string, address: string, check: () => Promise<boolean>): Promise<boolean> {
    const guesses = this.#of(`${networkOf(address)} ${name}`);
    // Guesses sent all at once are let through no faster than one after another.
    while (guesses.running.size > 0 && guesses.wrong + guesses.running.size >= free) await Promise.race(guesses.running).catch(() => undefined);
    const wait = guesses.waitUntil - performance.now();
    if (wait > 0) throw tooMany(wait);
    const running = check().then((right) => {
      count(guesses, right);
      return right;
    });
    guesses.running.add(running);
    return running.finally(() => guesses.running.delete(running));
  }

  #of(key: string): Guesses {
    const guesses = this.#guesses.get(key) ?? { wrong: 0, waitUntil: 0, running: new Set() };
    this.#guesses.set(key, guesses);
    return guesses;
  }
}

function count(guesses: Guesses, right: boolean): void {
  guesses.wrong = right ? 0 : guesses.wrong + 1;
  guesses.waitUntil = guesses.wrong < free ? 0 : performance.now() + Math.min(longestWait, 1_000 * 2 ** (guesses.wrong - free));
}

function tooMany(wait: number): ProblemError {
  const seconds = Math.ceil(wait / 1_000);
  return new ProblemError('too_many_requests', `Too many wrong passwords; wait ${String(seconds)} s and try again.`, {}, seconds);
}

/** Who has one address of IPv6 has all of its /64. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head.split(':'), tail === '' ? [] : tail.split(':')];
  const zeros = address.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
