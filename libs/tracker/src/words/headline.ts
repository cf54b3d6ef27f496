import type { HistoryEntry, Snapshot } from '#libs/contracts';
import { fill } from './fill.ts';
import type { Words } from './en.ts';
import { durationWords, estimateOnClock } from './times.ts';

/** The label of a status in these words; a status that they do not know is called what the server calls it. */
export const labelOf = (status: string, words: Words, fallback: string = status): string =>
  (words.labels as Readonly<Record<string, string>>)[status] ?? fallback;

/** What is happening now, in one sentence: a correction, a delay and bad news are said as such. */
export function headline(order: Snapshot, words: Words): string {
  const latest = order.status_history.at(-1);
  if (latest?.type === 'recalled') return recallSentence(order, latest, words);
  if (latest?.type === 'delayed') return delaySentence(order, latest, words);
  return fill(sentenceOf(order, words) ?? order.status_info.description, factsOf(order, latest, words));
}

function sentenceOf({ status, fulfilment }: Snapshot, { sentences }: Words): string | undefined {
  const known: Readonly<Record<string, string>> = sentences;
  return known[`${status}.${fulfilment}`] ?? known[status];
}

function recallSentence(order: Snapshot, recall: HistoryEntry, words: Words): string {
  const undone = order.status_history.find(({ version }) => version === recall.corrects)?.status ?? 'other';
  const known: Readonly<Record<string, string>> = words.recalls;
  return fill(known[undone] ?? words.recalls.other, factsOf(order, recall, words));
}

function delaySentence({ estimate }: Snapshot, delay: HistoryEntry, words: Words): string {
  const late = delay.minutes === undefined ? words.delayedWithoutMinutes : words.delayed;
  const text = estimate ? `${late} ${words.newEstimate}` : late;
  const said = fill(text, {
    ...durationOf(delay, words),
    because: becauseOf(delay, words),
    clock: estimate ? estimateOnClock(estimate, words) : '',
  });
  // Where the clock says "a.m.", its point is the sentence's too.
  return said.replace(/\.\.$/, '.');
}

const durationOf = ({ minutes = 0 }: HistoryEntry, words: Words) => ({
  duration: durationWords(minutes, words),
});

/** Why it happened, such as ` (sold out)`; empty where nothing was said. */
export function becauseOf({ reason }: Pick<HistoryEntry, 'reason'>, words: Words): string {
  const said = reason === null ? '' : words.reasons[reason];
  return said ? fill(words.because, { reason: said }) : '';
}

const factsOf = (order: Snapshot, entry: HistoryEntry | undefined, words: Words) => ({
  restaurant: order.restaurant_name,
  number: order.order_number,
  label: labelOf(order.status, words, order.status_info.label).toLocaleLowerCase(words.language),
  because: entry ? becauseOf(entry, words) : '',
});

/** One line of the history: what happened at this version. */
export function eventWords(entry: HistoryEntry, words: Words): string {
  if (entry.type === 'placed') return words.placed;
  if (entry.type === 'recalled')
    return fill(words.wentBack, { label: labelOf(entry.status, words) }) + becauseOf(entry, words);
  if (entry.type === 'delayed') {
    const text = entry.minutes === undefined ? words.wasDelayedWithoutMinutes : words.wasDelayed;
    return fill(text, durationOf(entry, words)) + becauseOf(entry, words);
  }
  return labelOf(entry.status, words) + becauseOf(entry, words);
}
