import type { AnalyticsSummary } from '#libs/contracts';
import { fill } from '#libs/tracker';
import { NONE } from '../formats/formats.ts';
import type { Wording } from '../words/wording.ts';

/** How a number stands to the one before; null where one of the two is missing. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** Null where more is neither. */
  readonly isBetter: boolean | null;
  readonly words: string;
}
/** One number that matters, with what belongs to it. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly beside: string;
  readonly change: Change | null;
}

interface Compared {
  readonly now: number | null;
  readonly before: number | null | undefined;
  readonly say: (value: number) => string;
  /** What more of it is. */
  readonly more: 'better' | 'worse' | 'neither';
}

function changeOf({ now, before, say, more }: Compared, { words }: Wording): Change | null {
  if (now === null || before === null || before === undefined) return null;
  const said = say(before);
  // What is written the same is the same to whoever reads it.
  if (say(now) === said)
    return { direction: 'same', isBetter: null, words: fill(words.key.same, { before: said }) };
  const direction = now > before ? 'up' : 'down';
  const isBetter = more === 'neither' ? null : (more === 'better') === (direction === 'up');
  return { direction, isBetter, words: fill(words.key[direction], { before: said }) };
}

/** The few numbers that matter first. @param before of the span before; null while it is not known */
export function keyFigures(
  summary: AnalyticsSummary,
  before: AnalyticsSummary | null,
  wording: Wording,
): readonly KeyFigure[] {
  const { key } = wording.words;
  const { count, share, minutes, rating } = wording.formats;
  const { in_all: all, promises, feedback } = summary;
  const figure = (name: string, beside: string, compared: Compared): KeyFigure => ({
    name,
    value: compared.now === null ? NONE : compared.say(compared.now),
    beside,
    change: changeOf(compared, wording),
  });
  const { cancelled, rejected } = summary;
  return [
    figure(
      key.orders,
      fill(key.cancelledAndRejected, { cancelled: count(cancelled), rejected: count(rejected) }),
      { now: summary.orders, before: before?.orders, say: count, more: 'neither' },
    ),
    figure(key.onTime, fill(key.ofPromised, { orders: count(promises.orders) }), {
      now: promises.on_time_share,
      before: before?.promises.on_time_share,
      say: share,
      more: 'better',
    }),
    figure(key.inAll, fill(key.nineInTen, { minutes: minutes(all.p90_minutes) }), {
      now: all.median_minutes,
      before: before?.in_all.median_minutes,
      say: minutes,
      more: 'worse',
    }),
    figure(key.rating, fill(key.answers, { count: count(feedback.count) }), {
      now: feedback.mean,
      before: before?.feedback.mean,
      say: rating,
      more: 'better',
    }),
  ];
}
