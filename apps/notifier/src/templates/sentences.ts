import { isEnded, ownNumber, type AwaitedWindow, awaitedWindow } from '#libs/order-model';
import type { Status } from '#libs/status-machine';
import type { MomentWords } from './catalogue.ts';
import { promisedTime } from './promised-time.ts';
import { asOneLine, type MessageContext } from './message-context.ts';
import { say, wordsOf } from './words.ts';

/** The sentences of one message, in the customer's language. */
export interface Sentences {
  readonly subject: string;
  readonly sentence: string;
  /** Without the restaurant's name, which goes before it. */
  readonly text: string;
  readonly estimate: string | null;
}

export function sentencesOf(context: MessageContext, now: Date): Sentences {
  const { language, moment, isCorrection } = context;
  const words = wordsOf(language);
  const messages: MomentWords = (isCorrection ? words.corrected : words.notified)[moment];
  const put = (message: string): string => say(language, message, valuesOf(context));
  return {
    subject: put(messages.subject),
    sentence: put(messages.sentence),
    text: put(messages.text),
    estimate: estimateOf(context, now),
  };
}

/** Moments after which the food is still to be made; and the same of those that are taken back. */
const cookedAfter: ReadonlySet<Status> = new Set(['confirmed']);
const cookedAfterRecall: ReadonlySet<Status> = new Set(['confirmed', 'ready', 'cancelled', 'rejected']);
function isAwaited({ moment, isCorrection }: MessageContext, { awaits }: AwaitedWindow): boolean {
  // Nobody can say when what could not be handed over will be.
  if (awaits === 'arrival') return isCorrection || !(isEnded(moment) || moment === 'delivery_failed');
  return (isCorrection ? cookedAfterRecall : cookedAfter).has(moment);
}

function estimateOf(context: MessageContext, now: Date): string | null {
  const { facts, language, formats } = context;
  const window = awaitedWindow(facts.estimate, facts.fulfilment);
  if (window === null || !isAwaited(context, window)) return null;
  const { words, values } = promisedTime(window, { formats, timezone: facts.restaurant.timezone, now });
  const { estimate } = wordsOf(language);
  const message = words === 'past' ? estimate.past : estimate[window.awaits][words];
  return wellFormed(say(language, message, { ...valuesOf(context), ...values }));
}

/** "5:15 a.m." ends the sentence by its own full stop; in Spanish, one o'clock is a single hour. */
const wellFormed = (sentence: string): string =>
  sentence.replace(/\.\.$/, '.').replace(/\blas (?=1:)/, 'la ');

/** What the words of all messages may use. */
export function valuesOf({ facts, reason, language }: MessageContext): Readonly<Record<string, string>> {
  const display = asOneLine(facts.display_number);
  const own = ownNumber({ ...facts, display_number: display });
  const table = asOneLine(facts.table ?? '');
  const because = reason === null ? null : wordsOf(language).reasons[reason];
  return {
    restaurant: asOneLine(facts.restaurant.name),
    number: own === null ? facts.order_number : `${own} (${facts.order_number})`,
    display: display || facts.order_number,
    fulfilment: facts.fulfilment,
    hasTable: table === '' ? 'no' : 'yes',
    table,
    why: because === null ? '' : ` (${because})`,
    hasPhone: facts.restaurant.phone === null ? 'no' : 'yes',
    phone: facts.restaurant.phone ?? '',
  };
}
