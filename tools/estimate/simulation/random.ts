import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance as a kitchen knows it; the same for the same seed. */
export interface Random {
  /** True so often, from 0 (never) to 1 (always). */
  chance(share: number): boolean;
  /** A pause between events that come by chance, with this mean. */
  pause(mean: number): number;
  /** Log-normal: this median, and so wide in its logarithm. */
  around(median: number, spread: number): number;
  /** Pareto: seldom, and then long. At least `least`, at most `most`. */
  mishap(least: number, most: number): number;
  /** A whole number from 1 on with this mean: one, and a Poisson number more. */
  count(mean: number, most: number): number;
  /** The place of one of them, as likely as its weight says. */
  place(weights: readonly number[]): number;
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const next = (): number => uniformFloat64(generator);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    chance: (share) => next() < share,
    pause: (mean) => -mean * Math.log(1 - next()),
    around: (median, spread) => median * Math.exp(spread * normal()),
    mishap: (least, most) => Math.min(most, least / (1 - next()) ** (1 / 1.5)),
    count(mean, most) {
      // Knuth's way to a Poisson number: as many pauses as there is time for.
      let number = 0;
      for (let rest = mean - 1; number < most && (rest += Math.log(1 - next())) > 0;) number += 1;
      return Math.min(most, number + 1);
    },
    place(weights) {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const found = weights.findIndex((weight) => (rest -= weight) < 0);
      return found < 0 ? weights.length - 1 : found;
    },
  };
}
