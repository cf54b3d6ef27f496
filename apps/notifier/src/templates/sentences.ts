import { ownNumber } from '#libs/order-model';
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
    estimate: isAwaited(context) ? estimateOf(context, now) : null,
  };
}

/** Moments after which the food is still to be made; and the same of those that are taken back. */
const awaitedAfter: ReadonlySet<Status> = new Set(['confirmed']);
const awaitedAfterRecall: ReadonlySet<Status> = new Set(['confirmed', 'ready', 'cancelled', 'rejected']);

const isAwaited = ({ moment, isCorrection }: MessageContext): boolean =>
  (isCorrection ? awaitedAfterRecall : awaitedAfter).has(moment);

function estimateOf(context: MessageContext, now: Date): string | null {
  const { facts, language, formats } = context;
  const promised = promisedTime(facts.estimate, { formats, timezone: facts.restaurant.timezone, now });
  if (promised === null) return null;
  const message = wordsOf(language).estimate[promised.words];
  // "5:15 a.m." ends the sentence by its own full stop.
  return say(language, message, { ...valuesOf(context), ...promised.values }).replace(/\.\.$/, '.');
}

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
