import type { HistoryEntry, MessageFacts, Reason } from '#libs/contracts';
import { Status } from '#libs/status-machine';
import type { Notification } from '../notification/notification.entity.ts';

/** Statuses that messages are about. */
export type Moment = Exclude<Status, typeof Status.Pending | typeof Status.Preparing | typeof Status.Cooking>;

/** The languages that we have words in. */
export const Language = { English: 'en', Spanish: 'es' } as const;
export type Language = (typeof Language)[keyof typeof Language];

/** The one of ours that a reader of this language (BCP 47) gets. */
export const languageOf = (locale: string): Language =>
  new Intl.Locale(locale).language === 'es' ? Language.Spanish : Language.English;

/** What one message says, before it is put into words. */
export interface Telling {
  readonly facts: MessageFacts;
  readonly moment: Moment;
  /** The moment is taken back. */
  readonly isCorrection: boolean;
  readonly notes: string;
  readonly reason: Reason | null;
  readonly language: Language;
  /** For times and money: our language, as it is written in the customer's country. */
  readonly formats: string;
}

/** @throws RangeError for a status that no message is about */
export function tellingOf(
  { version, moment, corrects }: Pick<Notification, 'version' | 'moment' | 'corrects'>,
  facts: MessageFacts,
): Telling {
  if (moment === Status.Pending || moment === Status.Preparing || moment === Status.Cooking)
    throw new RangeError(`no message is about ${moment}`);
  const entry: HistoryEntry | undefined = facts.history.find((candidate) => candidate.version === version);
  const locale = new Intl.Locale(facts.contact?.locale ?? facts.restaurant.locale);
  const language = languageOf(locale.baseName);
  const formats = locale.region === undefined ? language : `${language}-${locale.region}`;
  return {
    facts,
    moment,
    isCorrection: corrects !== null,
    notes: asOneLine(entry?.notes ?? ''),
    reason: entry?.reason ?? null,
    language,
    formats,
  };
}

/** Control characters and line breaks could make one line look like several, or as ours. */
export function asOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
