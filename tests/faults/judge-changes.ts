import type { HistoryRow } from '../support/owner.ts';
import type { Acknowledged, OrderEvidence } from './evidence.ts';
import { found, type Verdict } from './finding.ts';
import { illegalRows } from './judge-history.ts';

/** What tills were told against what is on disk, and what is on disk against the rules. */
export function judgeChanges({
  fulfilment,
  row,
  history,
  acknowledged,
  keys,
}: OrderEvidence): readonly Verdict[] {
  return [
    ...lost(history, acknowledged),
    ...appliedTwice(history, acknowledged),
    ...acknowledged
      .filter(({ key }) => !keys.includes(key))
      .map(({ key, version }) => found('key_forgotten', `key ${key} of version ${version}`)),
    ...illegalRows(fulfilment, history).map((what) => found('illegal', what)),
    ...history.flatMap(({ version }, index) =>
      version === (history[index - 1]?.version ?? 0) + 1
        ? []
        : [found('history_gap', `version ${version} is at place ${index + 1}`)],
    ),
    ...differs(row, history.at(-1)),
  ];
}

const placeOf = ({ version, status }: Pick<Acknowledged, 'version' | 'status'>): string =>
  `version ${version} (${status})`;

/** Two that were told the same place made one change: the other one's is missing. */
function lost(history: readonly HistoryRow[], acknowledged: readonly Acknowledged[]): readonly Verdict[] {
  const onDisk = new Set(history.map(placeOf));
  return acknowledged
    .filter((one) => !onDisk.delete(placeOf(one)))
    .map((one) => found('lost', `${placeOf(one)} was acknowledged to key ${one.key}`));
}

/**
 * Tills repeat a request until it is acknowledged: a change that nobody was told of is a second effect of one
 * that somebody was.
 */
function appliedTwice(
  history: readonly HistoryRow[],
  acknowledged: readonly Acknowledged[],
): readonly Verdict[] {
  const told = new Set(acknowledged.map(({ version }) => version));
  return history
    .filter(({ type, version }) => type !== 'placed' && !told.has(version))
    .map((row) => found('applied_twice', `${placeOf(row)} was acknowledged to nobody`));
}

function differs(row: OrderEvidence['row'], last: HistoryRow | undefined): readonly Verdict[] {
  return row.version === last?.version && row.status === last.status
    ? []
    : [
        found(
          'order_differs',
          `the order stands at ${placeOf(row)}, its history at ${last === undefined ? 'nothing' : placeOf(last)}`,
        ),
      ];
}
