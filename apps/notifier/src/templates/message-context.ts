import type { HistoryRecord, MessageFacts, Reason } from '#libs/contracts';
import { localeOf } from '#libs/contacts';
import { Status } from '#libs/status-machine';
import type { Notification } from '../queue/index.ts';

/** Statuses that messages are about. */
export type Moment = Exclude<
  Status,
  typeof Status.Scheduled | typeof Status.Pending | typeof Status.Preparing | typeof Status.Cooking
>;

/** The languages that we have words in. */
export const Language = { English: 'en', Spanish: 'es' } as const;
export type Language = (typeof Language)[keyof typeof Language];

const ours = ({ language }: Intl.Locale): Language =>
  language === 'es' ? Language.Spanish : Language.English;

/** The first that names a language, however it is written; English where none does. */
const localeOfFirst = (...written: readonly (string | undefined)[]): Intl.Locale =>
  new Intl.Locale(written.map((tag) => localeOf(tag ?? '')).find((tag) => tag !== null) ?? 'en');

/** The one of ours that a reader of this language gets. */
export const languageOf = (...written: readonly (string | undefined)[]): Language =>
  ours(localeOfFirst(...written));

/** What one message says, before it is put into words. */
export interface MessageContext {
  readonly facts: MessageFacts;
  readonly moment: Moment;
  /** Of the change that is told, or taken back. */
  readonly version: number;
  /** The moment is taken back. */
  readonly isCorrection: boolean;
  readonly notes: string;
  readonly reason: Reason | null;
  readonly language: Language;
  /** For times and money: our language, as it is written in the customer's country. */
  readonly formats: string;
}

const notAboutThem: readonly Status[] = [Status.Scheduled, Status.Pending, Status.Preparing, Status.Cooking];
const isMoment = (status: Status): status is Moment => !notAboutThem.includes(status);

/** @throws RangeError for a status that no message is about */
export function messageContextOf(
  { version, moment, corrects }: Pick<Notification, 'version' | 'moment' | 'corrects'>,
  facts: MessageFacts,
): MessageContext {
  if (!isMoment(moment)) throw new RangeError(`no message is about ${moment}`);
  const entry: HistoryRecord | undefined = facts.history.find((candidate) => candidate.version === version);
  const locale = localeOfFirst(facts.contact?.locale, facts.restaurant.locale);
  const language = ours(locale);
  const formats = locale.region === undefined ? language : `${language}-${locale.region}`;
  return {
    facts,
    moment,
    version,
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
