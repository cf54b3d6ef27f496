import type { MomentWords } from './catalogue.ts';
import { estimateRange } from './estimate-range.ts';
import { asOneLine, type Telling } from './telling.ts';
import { say, wordsOf } from './words.ts';

/** The sentences of one message, in the customer's language. */
export interface Sentences {
  readonly subject: string;
  readonly sentence: string;
  /** Without the restaurant's name, which goes before it. */
  readonly text: string;
  readonly estimate: string | null;
}

export function sentencesOf(telling: Telling, now: Date): Sentences {
  const { facts, language, formats } = telling;
  const words = wordsOf(language);
  const messages: MomentWords = (telling.isCorrection ? words.corrected : words.told)[telling.moment];
  const range = estimateRange(facts.estimate, { formats, timezone: facts.restaurant.timezone, now });
  const put = (message: string): string => say(language, message, valuesOf(telling));
  return {
    subject: put(messages.subject),
    sentence: put(messages.sentence),
    text: put(messages.text),
    // "5:15 a.m." ends the sentence by its own full stop.
    estimate: range === null ? null : say(language, words.estimate, { range }).replace(/\.\.$/, '.'),
  };
}

function valuesOf({ facts, reason, language }: Telling): Readonly<Record<string, string>> {
  const because = reason === null ? null : wordsOf(language).reasons[reason];
  return {
    restaurant: asOneLine(facts.restaurant.name),
    number: facts.order_number,
    fulfilment: facts.fulfilment,
    hasTable: facts.table === null ? 'no' : 'yes',
    table: asOneLine(facts.table ?? ''),
    why: because === null ? '' : ` (${because})`,
    hasPhone: facts.restaurant.phone === null ? 'no' : 'yes',
    phone: facts.restaurant.phone ?? '',
  };
}
