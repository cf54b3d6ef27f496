import type { Sample, Situation } from './situation.ts';

/** So many orders, as recent as today's, are enough to tell a tenth of them from the rest. */
const enough = 30;

type Likeness = (sample: Sample, situation: Situation) => boolean;

const hoursADay = 24;

/** How many times as full the one kitchen was as the other, as a logarithm. */
const apart = (one: number, other: number): number => Math.abs(Math.log((one + 1.5) / (other + 1.5)));

const asFull: Likeness = ([, load], situation) => apart(load, situation.load) <= 0.2;
const aboutAsFull: Likeness = ([, load], situation) => apart(load, situation.load) <= 0.5;
const sameHour: Likeness = ([hour], { hourOfWeek }) => hour === hourOfWeek;
const likeHour: Likeness = ([hour], { hourOfWeek }) => {
  const between = Math.abs((hour % hoursADay) - (hourOfWeek % hoursADay));
  return Math.min(between, hoursADay - between) <= 1;
};

/** From the finest to the coarsest. */
const ladder: readonly Likeness[] = [
  (sample, situation) => sameHour(sample, situation) && asFull(sample, situation),
  (sample, situation) => likeHour(sample, situation) && asFull(sample, situation),
  asFull,
  aboutAsFull,
];

/**
 * The orders to learn from: the most alike of which there are enough, and all where there are not. Alike in
 * the hour of the week and the load; then in the hour of the day; then in the load alone, more and more
 * roughly.
 * @param weights how much each sample counts
 * @returns their places
 */
export function pooled(
  samples: readonly Sample[],
  weights: readonly number[],
  situation: Situation,
): readonly number[] {
  for (const alike of ladder) {
    const places: number[] = [];
    let sum = 0;
    samples.forEach((sample, place) => {
      if (!alike(sample, situation)) return;
      places.push(place);
      sum += weights[place] ?? 0;
    });
    if (sum >= enough) return places;
  }
  return [...samples.keys()];
}
