import type { LastRestaurant } from '#libs/contracts';
import { asGsm } from './sms-segments.ts';
import { asOneLine, languageOf } from './telling.ts';
import { say, wordsOf } from './words.ts';

/** What someone is told who texts HELP: whose texts these are, and how to end them; null where that restaurant is not known. */
export function helpText(restaurant: LastRestaurant): string {
  const language = languageOf(restaurant?.locale ?? 'en');
  const values = {
    hasName: restaurant === null ? 'no' : 'yes',
    restaurant: asOneLine(restaurant?.name ?? ''),
    hasPhone: restaurant?.phone ? 'yes' : 'no',
    phone: restaurant?.phone ?? '',
  };
  return asGsm(say(language, wordsOf(language).help, values));
}
