import { fileURLToPath } from 'node:url';

/**
 * A clock that runs fast: from `since` on, in ms since 1970, `speed` seconds pass in each. Timers keep their
 * own time.
 */
export interface FastClock {
  readonly since: number;
  readonly speed: number;
}

const VARIABLE = 'BOARD_BENCH_CLOCK';

/** What the clock of a program shows now, in ms. */
export const nowBy = ({ since, speed }: FastClock): number => since + (Date.now() - since) * speed;

/** Settings of a program that is to live by this clock. */
export const settingsOf = (clock: FastClock): Readonly<Record<string, string>> => ({
  [VARIABLE]: JSON.stringify(clock),
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${fileURLToPath(import.meta.url)}`,
});

/** A script for a page that is to live by it. */
export const scriptOf = (clock: FastClock): string => `(${replaceDate.toString()})(${JSON.stringify(clock)})`;

/** Stands on its own, as it runs in the browser too. */
function replaceDate({ since, speed }: FastClock): void {
  const Real = globalThis.Date;
  const now = (): number => Math.floor(since + (Real.now() - since) * speed);
  globalThis.Date = new Proxy(Real, {
    construct: (target, given: unknown[], self) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, self) as object,
    apply: () => new Real(now()).toString(),
    get: (target, name, self) => (name === 'now' ? now : (Reflect.get(target, name, self) as unknown)),
  });
}

const given = process.env[VARIABLE];
if (given !== undefined) replaceDate(JSON.parse(given) as FastClock);
