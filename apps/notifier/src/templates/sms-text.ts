import { latinAsGsm, spelledInGsm } from './gsm-alphabet.ts';
import { longestFit } from './longest-fit.ts';
import { asOneLine, type MessageContext } from './message-context.ts';
import { sentencesOf } from './sentences.ts';
import { mostSegments, segmentsOf } from './sms-segments.ts';

/** A name in its own writing is cut down to so many characters; shorter, it is spelled in GSM's. */
const shortestName = 6;

/**
 * A text of at most two segments, in which the sentence, the order's number and the link are whole. What
 * gives way is the kitchen's note first, then the estimate, then the end of the restaurant's name, then the
 * writing that it and the table are in, and at last both.
 */
export function smsText(context: MessageContext, now: Date = new Date()): string {
  const estimate = sentencesOf(context, now).estimate ?? '';
  const restaurant = asOneLine(context.facts.restaurant.name);
  const write = writing(context, now);
  return (
    longestFit(context.notes, 0, (notes) => write(restaurant, estimate, notes), fits) ??
    longestFit(restaurant, shortestName, (name) => write(name), fits) ??
    spelledText(withNames(context, spelledInGsm), estimate, now) ??
    textWithout(context, now)
  );
}

function spelledText(spelled: MessageContext, estimate: string, now: Date): string | null {
  const { name } = spelled.facts.restaurant;
  const write = writing(spelled, now);
  const whole = write(name, estimate);
  return fits(whole) ? whole : longestFit(name, 0, (shorter) => write(shorter), fits);
}

const fits = (text: string): boolean => segmentsOf(text) <= mostSegments;

const textWithout = (context: MessageContext, now: Date): string =>
  writing(
    withNames(context, () => ''),
    now,
  )('');

/** Puts the restaurant's name before the sentence and more behind it: in the GSM alphabet where it can be. */
function writing(context: MessageContext, now: Date): (name: string, ...rest: readonly string[]) => string {
  const { tracking_url: link } = context.facts;
  const sentence = sentencesOf(context, now).text;
  const isLatin = namesOf(context).every((name) => latinAsGsm(name) !== null);
  const latinSentence = sentencesOf(
    withNames(context, (name) => latinAsGsm(name) ?? name),
    now,
  ).text;
  return (name, ...rest) => {
    const latin = [name, ...rest].map(latinAsGsm);
    return isLatin && latin.every((part) => part !== null)
      ? joined([latin[0] ?? '', latinAsGsm(latinSentence) ?? latinSentence, ...latin.slice(1), link])
      : joined([name, sentence, ...rest, link]);
  };
}

function joined([name = '', sentence = '', ...rest]: readonly string[]): string {
  const said = name === '' ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : `${name}: ${sentence}`;
  return [said, ...rest].filter((part) => part !== '').join(' ');
}

/** What a sentence may hold that is not in our words. */
const namesOf = ({ facts: { table, display_number: display } }: MessageContext): readonly string[] => [
  table ?? '',
  display,
];

/** The same with other names; a table that has none left is not named. */
function withNames(context: MessageContext, spell: (name: string) => string): MessageContext {
  const { facts } = context;
  const table = spell(asOneLine(facts.table ?? ''));
  return {
    ...context,
    facts: {
      ...facts,
      restaurant: { ...facts.restaurant, name: spell(asOneLine(facts.restaurant.name)) },
      table: table === '' ? null : table,
      display_number: spell(asOneLine(facts.display_number)),
    },
  };
}
