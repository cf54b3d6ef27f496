import type { LastRestaurant } from '#libs/contracts';
import { latinAsGsm, spelledInGsm } from './gsm-alphabet.ts';
import { asOneLine, languageOf } from './message-context.ts';
import { mostSegments, segmentsOf } from './sms-segments.ts';
import { say, wordsOf } from './words.ts';

/**
 * What someone reads who texts HELP: whose texts these are, and how to end them; null where that restaurant
 * is not known.
 */
export function helpText(restaurant: LastRestaurant): string {
  const name = asOneLine(restaurant?.name ?? '');
  const drafts = [latinAsGsm(name) ?? name, spelledInGsm(name)].map((shown) => write(shown, restaurant));
  return drafts.find((text) => segmentsOf(text) <= mostSegments) ?? write('', restaurant);
}

function write(name: string, restaurant: LastRestaurant): string {
  const language = languageOf(restaurant?.locale);
  const text = say(language, wordsOf(language).help, {
    hasName: name === '' ? 'no' : 'yes',
    restaurant: name,
    hasPhone: restaurant?.phone ? 'yes' : 'no',
    phone: restaurant?.phone ?? '',
  });
  return latinAsGsm(text) ?? text;
}
