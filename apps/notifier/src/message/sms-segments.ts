/** The characters of GSM 03.38 that take one place; those of its extension table take two. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/** How many characters one message takes, alone and as a part of a longer one. */
const gsmPlaces = { alone: 160, part: 153 } as const;
const unicodePlaces = { alone: 70, part: 67 } as const;

export function isGsm(text: string): boolean {
  return [...text].every((character) => basic.has(character) || extended.has(character));
}

/**
 * How many messages a text is charged and sent as. One character outside the GSM alphabet makes all of it UCS-2.
 * Characters are never split between two parts: an extended one or a pair that does not fit opens the next.
 */
export function segmentsOf(text: string): number {
  const gsm = isGsm(text);
  const { alone, part } = gsm ? gsmPlaces : unicodePlaces;
  const widths = [...text].map((character) => (gsm ? (extended.has(character) ? 2 : 1) : character.length));
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

const lookalikes: Readonly<Record<string, string>> = {
  á: 'a',
  í: 'i',
  ó: 'o',
  ú: 'u',
  Á: 'A',
  Í: 'I',
  Ó: 'O',
  Ú: 'U',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
};

/** The same in the GSM alphabet where a reader would hardly notice; what has other letters stays as it is. */
export function asGsm(text: string): string {
  const folded = [...text].map((character) => lookalikes[character] ?? character).join('');
  return isGsm(folded) ? folded : text;
}
