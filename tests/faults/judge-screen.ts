import type { HistoryRow } from '../support/owner.ts';
import type { ScreenEvidence, Shown } from './evidence.ts';
import { found, type Verdict } from './finding.ts';

/**
 * What one screen showed against the history of its order: all of it, one by one, never back, and the end of
 * it in the end.
 */
export function judgeScreen(
  history: readonly HistoryRow[],
  { shown, older, leftOut, refusals }: ScreenEvidence,
): readonly Verdict[] {
  const [last, lastShown] = [history.at(-1)?.version ?? 0, shown.at(-1)?.version ?? 0];
  return [
    ...shown.flatMap((one, index) => judgeStep(history, shown[index - 1], one)),
    ...(lastShown < last
      ? [found('screen_stale', `version ${lastShown} is shown, the order is at version ${last}`)]
      : []),
    ...older.map((version) =>
      found(
        'screen_went_back',
        `a snapshot of version ${version} came to a screen that showed something newer`,
      ),
    ),
    ...leftOut.map((version) =>
      found('frame_left_out', `something is missing before the frame of version ${version}`),
    ),
    ...refusals.map((refusal) => found('screen_refused', refusal)),
  ];
}

function judgeStep(
  history: readonly HistoryRow[],
  before: Shown | undefined,
  { version, status }: Shown,
): readonly Verdict[] {
  if (before !== undefined && version <= before.version)
    return [found('screen_went_back', `version ${version} was shown after version ${before.version}`)];
  const place = history.findIndex((row) => row.version === version);
  if (history[place]?.status !== status)
    return [found('screen_wrong', `version ${version} was shown as ${status}`)];
  const passedOver = history.slice(0, place).filter((row) => row.version > (before?.version ?? 0));
  return passedOver.length === 0
    ? []
    : [found('screen_skipped', `version ${version} was shown right after version ${before?.version ?? 0}`)];
}
