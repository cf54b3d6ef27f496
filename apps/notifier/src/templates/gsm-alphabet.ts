import anyAscii from 'any-ascii';

/** The characters of GSM 03.38 that take one place; those of its extension table take two. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

const isGsmCharacter = (character: string): boolean => basic.has(character) || extended.has(character);

/** Whether a text can be sent in the GSM alphabet, which has more than twice the room of UCS-2. */
export const isGsm = (text: string): boolean => [...text].every(isGsmCharacter);

/** Places that a character of the GSM alphabet takes. */
export const gsmWidth = (character: string): number => (extended.has(character) ? 2 : 1);

/** Latin letters and the signs that scripts share: what a reader hardly misses the accents of. */
const nearLatin = /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
/** Pictures, and what joins them. */
const picture =
  /\p{Extended_Pictographic}|\p{So}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\p{Cf}|\u20e3|\ufe0f/u;
/** Would be spelled in Mandarin, which is not what a Japanese restaurant is called. */
const han = /\p{Script=Han}/u;

const inGsm = (spelled: string): string => [...spelled].filter(isGsmCharacter).join('');

function fold(character: string): string {
  if (isGsmCharacter(character)) return character;
  if (picture.test(character)) return '';
  // The one character of ASCII that the GSM alphabet lacks.
  return character === '`' ? "'" : inGsm(anyAscii(character));
}

/** Without the gaps that what was left out leaves. */
const closedUp = (text: string): string => text.replace(/ {2,}/g, ' ').trim();

const saysNothing = (text: string): boolean => !/[\p{L}\p{N}]|\p{Extended_Pictographic}|\p{So}/u.test(text);

/**
 * Latin writing in the GSM alphabet, where a reader would hardly notice: `ł` as `l`, `“` as `"`, without
 * pictures.
 * @returns null where letters of another script are in it, or pictures are all that it says
 */
export function latinAsGsm(text: string): string | null {
  const characters = [...text.normalize('NFC')];
  if (!characters.every((character) => isGsmCharacter(character) || nearLatin.test(character))) return null;
  const spelled = closedUp(characters.map(fold).join(''));
  return saysNothing(spelled) && !saysNothing(text) ? null : spelled;
}

/** Any writing in the GSM alphabet, by sound: `Кафе` as `Kafe`. What has no letters there is left out. */
export const spelledInGsm = (text: string): string =>
  closedUp(
    [...text.normalize('NFC')].map((character) => (han.test(character) ? '' : fold(character))).join(''),
  );
