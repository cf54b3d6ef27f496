import { en, timeOfDay } from '#libs/tracker';
import { shortNumber } from '../board-orders/short-number.ts';
import type { Move } from './move.ts';
import type { Verdict } from './move-sender.ts';

const label = (status: Move['to']): string => en.labels[status];

/** Why a step was not taken: what was wanted, what stands instead, and the server's reason. */
export function verdictWords(move: Move, { result, snapshot, problem }: Verdict): string {
  const number = shortNumber(move.order_number);
  const wish = `“${label(move.to)}” of ${timeOfDay(move.occurred_at)} was not applied`;
  if (result === 'superseded' && snapshot) return `${number}: ${wish}. Someone moved it later: it is “${label(snapshot.status)}” now.`;
  if (result === 'conflict' && snapshot) return `${number}: ${wish}. Someone else was faster: it is “${label(snapshot.status)}” now.`;
  return `${number}: ${wish}. ${problem?.detail ?? 'The server gave no reason.'}`;
}
