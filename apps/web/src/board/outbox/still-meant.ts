import type { Snapshot } from '#libs/contracts';
import type { Change } from './change.ts';
import { isDoneAlready } from './same-step.ts';

/**
 * The change as it is meant for a later version, where nothing came in between that it would decide otherwise
 * by: a payment that someone noted, or a delay, is no reason to ask anyone to press again.
 * @param snapshot with its whole history, as it is now
 * @returns null where someone has to look
 */
export function stillMeant<C extends Change>(change: C, snapshot: Snapshot): C | null {
  const { expected_version: seen } = change;
  if (seen === undefined || isDoneAlready(change, snapshot)) return null;
  const between = snapshot.status_history.filter(({ version }) => version > seen);
  const isPassedOver = between.every(
    ({ type }) => type === 'amended' || (type === 'delayed' && change.kind !== 'delay'),
  );
  return isPassedOver && between.length > 0 ? { ...change, expected_version: snapshot.version } : null;
}
