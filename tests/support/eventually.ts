import { setTimeout as delay } from 'node:timers/promises';

/**
 * Looks again until it finds something; fails with what it waited for, and why it was not there the last
 * time.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what: string,
  withinMs = 10_000,
): Promise<NonNullable<T>> {
  const until = performance.now() + withinMs;
  let last: unknown = 'nothing yet';
  while (performance.now() < until) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      last = found;
    } catch (error) {
      last = error;
    }
    await delay(20);
  }
  throw new Error(
    `waited ${String(withinMs)} ms for ${what}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
