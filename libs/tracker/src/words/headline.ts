import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { isEnded, ownNumber } from '#libs/order-model';
import { fill } from './fill.ts';
import type { Words } from './en.ts';
import { languageTag } from './language-tags.ts';
import { durationWords, momentWords, windowOf, windowOnClock } from './times.ts';
import { serverClock } from '../server-clock/server-clock.ts';

/**
 * The label of a status in these words; a status that they do not know is called what the server calls it.
 */
export const labelOf = (status: string, words: Words, fallback: string = status): string =>
  (words.labels as Readonly<Record<string, string>>)[status] ?? fallback;

/**
 * What happened last that moves the order on or back: an amendment changes what is in it, and not what is
 * said of it.
 */
export const latestNews = ({ status_history }: Pick<Snapshot, 'status_history'>): HistoryRecord | undefined =>
  status_history.findLast(({ type }) => type !== 'amended');

/**
 * What is happening now, in one sentence: a correction, a delay and bad news are said as such.
 * @param now in ms
 */
export function headline(order: Snapshot, words: Words, now = serverClock.now()): string {
  const latest = latestNews(order);
  if (latest?.type === 'delayed') return delaySentence(order, latest, words, now);
  const facts = factsOf(order, latest, words);
  const timed = timedSentence(order, facts, words, now);
  if (latest?.type === 'recalled') return `${recallSentence(order, latest, words)} ${timed ?? ''}`.trim();
  return timed ?? fill(ofKind(order, words.sentences) ?? order.status_info.description, facts);
}

const MINUTE_MS = 60_000;

/** Until when something will have happened, where that is known, and not past. */
function timedSentence(order: Snapshot, facts: Facts, words: Words, now: number): string | null {
  const text = ofKind(order, words.sentencesWithTime);
  if (!text) return null;
  const at = order.status === 'pending' ? Date.parse(order.accept_by ?? '') : (windowOf(order)?.to ?? 0);
  // As it is shown: whole minutes.
  return at - (at % MINUTE_MS) > now
    ? wellFormed(fill(text, { ...facts, when: momentWords(at, words, now) }))
    : null;
}

/** Where the clock says "a.m.", its point is the sentence's too; in Spanish, one o'clock is a single hour. */
const wellFormed = (sentence: string): string =>
  sentence.replace(/\.\.$/, '.').replace(/\blas (?=1:)/, 'la ');

const ofKind = (
  { status, fulfilment }: Snapshot,
  sentences: Readonly<Record<string, string>>,
): string | undefined => sentences[`${status}.${fulfilment}`] ?? sentences[status];

function recallSentence(order: Snapshot, recall: HistoryRecord, words: Words): string {
  const undone = order.status_history.find(({ version }) => version === recall.corrects)?.status ?? 'other';
  const known: Readonly<Record<string, string>> = words.recalls;
  return fill(known[undone] ?? words.recalls.other, factsOf(order, recall, words));
}

function delaySentence(order: Snapshot, delay: HistoryRecord, words: Words, now: number): string {
  const window = windowOf(order);
  const clock = window ? windowOnClock(window, words, now) : '';
  const late = delay.minutes === undefined ? words.delayedWithoutMinutes : words.delayed;
  const text = clock === '' ? late : `${late} ${words.newEstimate}`;
  return wellFormed(fill(text, { ...durationOf(delay, words), because: becauseOf(delay, words), clock }));
}

const durationOf = ({ minutes = 0 }: HistoryRecord, words: Words) => ({
  duration: durationWords(minutes, words),
});

type Awaited = Pick<Snapshot, 'status' | 'fulfilment'> & Partial<Pick<Snapshot, 'ended'>>;

/**
 * Whether something is still to come that its customer would want to be told of: once it waits at the counter
 * or is carried to the table, that was it.
 */
export const hasNewsToCome = ({ ended, status, fulfilment }: Awaited): boolean =>
  !(ended ?? isEnded(status)) && (status !== 'ready' || fulfilment === 'delivery');

/** Why it happened, such as ` (sold out)`; empty where nothing was said. */
export function becauseOf({ reason }: Pick<HistoryRecord, 'reason'>, words: Words): string {
  const said = reason === null ? '' : words.reasons[reason];
  return said ? fill(words.because, { reason: said }) : '';
}

/** Where the POS has a number of its own that people call out, that one. */
const numberOf = (order: Snapshot): string => ownNumber(order) ?? order.order_number;

type Facts = Readonly<Record<string, string>>;

const factsOf = (order: Snapshot, entry: HistoryRecord | undefined, words: Words): Facts => ({
  restaurant: order.restaurant_name,
  number: numberOf(order),
  label: labelOf(order.status, words, order.status_info.label).toLocaleLowerCase(languageTag(words.language)),
  because: entry ? becauseOf(entry, words) : '',
});

/** One line of the history: what happened at this version. */
export function eventWords(entry: HistoryRecord, words: Words): string {
  if (entry.type === 'placed') return words.placed;
  if (entry.type === 'recalled')
    return fill(words.wentBack, { label: labelOf(entry.status, words) }) + becauseOf(entry, words);
  if (entry.type === 'delayed') {
    const text = entry.minutes === undefined ? words.wasDelayedWithoutMinutes : words.wasDelayed;
    return fill(text, durationOf(entry, words)) + becauseOf(entry, words);
  }
  return labelOf(entry.status, words) + becauseOf(entry, words);
}
