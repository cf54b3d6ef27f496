import type { HistoryRecord } from '#libs/contracts';
import { isCalledOff, isEnded } from '#libs/order-model';
import type { MessageContext } from './message-context.ts';
import { plainSpaces } from './plain-spaces.ts';
import { say, wordsOf } from './words.ts';

/** When it was ordered and when it came to its end. */
export interface Receipt {
  readonly title: string;
  readonly times: readonly string[];
}

/** Whether nothing is left to follow. */
export const isOver = ({ moment, isCorrection }: MessageContext): boolean => !isCorrection && isEnded(moment);

/** Whether the customer has what they ordered: their mail is the receipt. */
const hasTheirOrder = (context: MessageContext): boolean => isOver(context) && !isCalledOff(context.moment);

/** Null for a mail that is not of the end. */
export function receiptOf(context: MessageContext): Receipt | null {
  const { facts, version, moment, language } = context;
  const ended = facts.history.find((entry) => entry.version === version);
  if (!hasTheirOrder(context) || ended === undefined) return null;
  const placed = facts.history.find(({ type }) => type === 'placed');
  const { receipt } = wordsOf(language);
  const day = dayOf(ended, context);
  const isSameDay = placed !== undefined && dayOf(placed, context) === day;
  return {
    title: say(language, receipt.of, { day }),
    times: [
      ...(placed === undefined
        ? []
        : [say(language, receipt.placed, { time: timeOf(placed, context, !isSameDay) })]),
      say(language, receipt.ended, { moment, time: timeOf(ended, context, false) }),
    ],
  };
}

type Entry = Pick<HistoryRecord, 'timestamp'>;

const dayOf = ({ timestamp }: Entry, { formats, facts }: MessageContext): string =>
  new Intl.DateTimeFormat(formats, { dateStyle: 'full', timeZone: facts.restaurant.timezone }).format(
    Date.parse(timestamp),
  );

const timeOf = ({ timestamp }: Entry, { formats, facts }: MessageContext, isDated: boolean): string =>
  plainSpaces(
    new Intl.DateTimeFormat(formats, {
      ...(isDated && { dateStyle: 'medium' }),
      timeStyle: 'short',
      timeZone: facts.restaurant.timezone,
    }).format(Date.parse(timestamp)),
  );
