import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { plainText } from './plain-text.ts';

/** Of a whole number: `+44 (0)20 …`, which is dialled without the zero from abroad. */
const trunkZero = /^(\+[\d\s.-]{1,7})\(0\)/;
/** As E.164 has it, with no fewer digits than any network that takes texts. */
const dialledFromAnywhere = /^\+[1-9]\d{6,14}$/;
const dialled = /^\+?[\d\s()./\p{Pd}]+$/u;

/**
 * A phone number in E.164, from what people and tills write.
 * @param country two letters: where a national number is dialled; null takes international ones alone
 * @returns null where it has no one meaning: letters, two numbers, an extension, too short or too long
 */
export function phoneOf(typed: string, country: string | null): string | null {
  const text = plainText(typed).replace(/^tel:/i, '').replace(/^00/, '+').replace(trunkZero, '$1');
  if (!dialled.test(text) || /\/.*\/|\d{5,}\/\d{5,}/.test(text)) return null;
  const region = country !== null && isSupportedCountry(country) ? country : undefined;
  return e164(text, region);
}

function e164(text: string, country: CountryCode | undefined): string | null {
  const number = parsePhoneNumber(text.replace(/\//g, ' '), {
    extract: false,
    ...(country !== undefined && { defaultCountry: country }),
  });
  const isWhole = number?.isPossible() === true && number.ext === undefined;
  return isWhole && dialledFromAnywhere.test(number.number) ? number.number : null;
}

/** The country that an international number is of; null where it cannot be told. */
export const countryOfPhone = (phone: string): string | null =>
  parsePhoneNumber(phone, { extract: false })?.country ?? null;
