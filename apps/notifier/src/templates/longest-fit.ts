const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text as whole as it fits, cut between what a reader takes for characters and where they see that it is
 * cut. A few lengths are tried, halving what is between: each is written and measured from its beginning.
 * @param shortest how many characters are left at least; with none, nothing is the last
 * @param write what is made of the text
 * @param fits whether that may be so long
 * @returns what was made of it, or null where none fits
 */
export function longestFit(
  text: string,
  shortest: number,
  write: (text: string) => string,
  fits: (written: string) => boolean,
): string | null {
  const whole = write(text);
  if (fits(whole)) return whole;
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  let longest: string | null = null;
  let [least, most] = [shortest, characters.length - 1];
  while (least <= most) {
    const length = Math.ceil((least + most) / 2);
    const written = write(cutTo(characters, length));
    if (fits(written)) [longest, least] = [written, length + 1];
    else most = length - 1;
  }
  return longest;
}

const cutTo = (characters: readonly string[], length: number): string =>
  length === 0 ? '' : `${characters.slice(0, length).join('').trimEnd()}...`;
