/** Numbers that look random and come the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** True so often, from 0 (never) to 1 (always). */
  chance(share: number): boolean;
  /** One of them. */
  pick<const Choices extends readonly [unknown, ...unknown[]]>(choices: Choices): Choices[number];
  /** A pause between events that come by chance, with this mean. */
  pause(mean: number): number;
}

/** The generator known as mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (share) => next() < share,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    pause: (mean) => -mean * Math.log(1 - next()),
  };
}
