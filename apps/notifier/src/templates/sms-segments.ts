import { gsmWidth, isGsm } from './gsm-alphabet.ts';

/** How many characters one message takes, alone and as a part of a longer one. */
const gsmPlaces = { alone: 160, part: 153 } as const;
const unicodePlaces = { alone: 70, part: 67 } as const;

/** More than so many, and a text is cut. */
export const mostSegments = 2;

/**
 * How many messages a text is charged and sent as. One character outside the GSM alphabet makes all of it
 * UCS-2. Characters are never split between two parts: an extended one or a pair that does not fit opens the
 * next.
 */
export function segmentsOf(text: string): number {
  const gsm = isGsm(text);
  const { alone, part } = gsm ? gsmPlaces : unicodePlaces;
  const widths = [...text].map((character) => (gsm ? gsmWidth(character) : character.length));
  if (widths.reduce((sum, width) => sum + width, 0) <= alone) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
