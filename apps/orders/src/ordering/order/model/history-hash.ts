import { createHash, randomBytes } from 'node:crypto';
import { ChangeType } from '#libs/status-machine';
import type { HistoryRow } from './history-row.ts';

/** What the first row of a chain is chained to. */
export const chainStart = Buffer.alloc(32);

/**
 * What the hash covers of a row, under which name and in which order. For ever: the hashes of all rows that
 * were ever written hang on it, so a new column of the history joins here only with another version of the
 * chain.
 */
const covered = (row: HashedRow): readonly (readonly [string, unknown])[] => [
  ['actorId', row.actorId],
  ['corrects', row.corrects],
  ['eventId', row.eventId],
  ['fromStatus', row.fromStatus],
  ['minutes', row.minutes],
  ['occurredAt', row.occurredAt],
  ['orderId', row.orderId],
  ['readyFrom', row.readyFrom],
  ['readyTo', row.readyTo],
  ['reason', row.reason],
  ['recordedAt', row.recordedAt],
  ['restaurantId', row.restaurantId],
  ['role', row.role],
  ['status', row.status],
  ['text', row.textDigest?.toString('hex') ?? null],
  ['type', row.type],
  ['version', row.version],
];

/** What the second version of the chain covers beside it, by which amendments alone are hashed. */
const coveredOfAmendment = ({ amendment }: HashedRow): readonly (readonly [string, unknown])[] => [
  ['chain', 2],
  ['amendment', amendment],
];

/** What was promised with a change beside the kitchen's window, since the release that says by what. */
const coveredOfPromise = (row: HashedRow): readonly (readonly [string, unknown])[] => [
  ['promise', [row.basis, row.arrivesFrom, row.arrivesTo, row.acceptBy]],
];

/** A row of the history before it is chained. */
export type HashedRow = Omit<HistoryRow, 'previousHash' | 'hash'>;

/** SHA-256 over the row and the hash of the row before it. */
export function hashOf(row: HashedRow, previousHash: Buffer): Buffer {
  const fields = [
    ...covered(row),
    ...(row.type === ChangeType.Amended ? coveredOfAmendment(row) : []),
    ...(row.basis === null ? [] : coveredOfPromise(row)),
  ];
  return createHash('sha256').update(previousHash).update(JSON.stringify(fields)).digest();
}

/**
 * Stands for a free text in the chain: tells nothing of it without the salt, and the text can be erased with
 * the chain whole.
 */
export function textDigest(salt: Buffer, notes: string, internalNotes: string): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(JSON.stringify([notes, internalNotes]))
    .digest();
}

export const newSalt = (): Buffer => randomBytes(16);
