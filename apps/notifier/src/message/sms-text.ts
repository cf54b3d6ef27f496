import { sentencesOf } from './sentences.ts';
import { asGsm, segmentsOf } from './sms-segments.ts';
import { asOneLine, type Telling } from './telling.ts';

const mostSegments = 2;
const fits = (text: string): boolean => segmentsOf(text) <= mostSegments;

/**
 * A text of at most two segments with the order's number and the link, whatever else has to give way:
 * the kitchen's note first, then the estimate, then the end of the restaurant's name, and at last all of it.
 */
export function smsText(telling: Telling, now: Date = new Date()): string {
  const { text, estimate } = sentencesOf(telling, now);
  const restaurant = asOneLine(telling.facts.restaurant.name);
  const { tracking_url: link, order_number: number } = telling.facts;
  const write = (name: string, ...rest: readonly string[]): string =>
    asGsm(
      [name === '' ? capitalised(text) : `${name}: ${text}`, ...rest, link]
        .filter((part) => part !== '')
        .join(' '),
    );
  const withNotes = shorterAndShorter(telling.notes).map((notes) => write(restaurant, estimate ?? '', notes));
  const withName = shorterAndShorter(restaurant).map((name) => write(name));
  return [...withNotes, ...withName].find(fits) ?? `${number} ${link}`;
}

/** From the whole to nothing, cut where a reader sees that it is cut. */
function shorterAndShorter(text: string): string[] {
  const characters = Array.from(
    new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  );
  const cut = characters.map(
    (_, left) =>
      `${characters
        .slice(0, characters.length - 1 - left)
        .join('')
        .trimEnd()}...`,
  );
  return [text, ...cut.slice(0, -1), ''];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
