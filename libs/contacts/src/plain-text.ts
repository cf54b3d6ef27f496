/** Marks that are not seen: format characters (zero width, bidi, soft hyphen) and controls. */
const unseen = /[\p{Cf}\p{Cc}]/gu;
const decimalDigit = /\p{Nd}/gu;
const isDigit = (codePoint: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** Decimal digits of a script stand in one run of ten, from zero on. */
function asciiDigit(digit: string): string {
  const own = digit.codePointAt(0) ?? 0;
  let zero = own;
  while (own - zero < 9 && isDigit(zero - 1)) zero -= 1;
  return String(own - zero);
}

/** What was typed, in ASCII's digits and half width, without what is not seen. */
export const plainText = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\t\n\r]/g, ' ')
    .replace(unseen, '')
    .replace(decimalDigit, asciiDigit)
    .trim();
