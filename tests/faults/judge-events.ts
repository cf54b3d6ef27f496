import * as z from 'zod';
import type { HistoryRow } from '../support/owner.ts';
import type { PublishedEvent } from './evidence.ts';
import { found, type Verdict } from './finding.ts';

const factsSchema = z.object({ version: z.int(), status: z.string() });

/**
 * One order's events in the log against its history. An event may come again, as it was: whoever reads it
 * drops it by its version.
 */
export function judgeEvents(
  history: readonly HistoryRow[],
  published: readonly PublishedEvent[],
): readonly Verdict[] {
  const first = new Map(published.toReversed().map(({ version, value }) => [version, value]));
  const firstTimes = published
    .map(({ version }) => version)
    .filter((version, index, all) => all.indexOf(version) === index);
  return [
    ...history
      .filter(({ version }) => !first.has(version))
      .map(({ version }) => found('unpublished', `version ${version} is not in the log`)),
    ...published
      .filter((event) => !isTrue(event, history))
      .map(({ version }) => found('untrue_event', `version ${version} is in the log`)),
    ...firstTimes.flatMap((version, index) =>
      version > (firstTimes[index - 1] ?? 0)
        ? []
        : [
            found(
              'event_out_of_order',
              `version ${version} came after version ${firstTimes[index - 1] ?? 0}`,
            ),
          ],
    ),
    ...published
      .filter(({ version, value }) => first.get(version) !== value)
      .map(({ version }) => found('event_altered', `version ${version} came again with another content`)),
  ];
}

function isTrue({ version, value }: PublishedEvent, history: readonly HistoryRow[]): boolean {
  const facts = factsSchema.parse(JSON.parse(value));
  return (
    facts.version === version && history.some((row) => row.version === version && row.status === facts.status)
  );
}
