import { createHash, randomBytes } from 'node:crypto';

/** What the first row of a chain is chained to. */
export const chainStart = Buffer.alloc(32);

/** Everything of a history row that must never change, times in ms. */
export interface HashedEntry {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly fromStatus: string | null;
  readonly status: string;
  readonly corrects: number | null;
  readonly minutes: number | null;
  readonly reason: string | null;
  readonly role: string;
  readonly actorId: string | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly readyFrom: number | null;
  readonly readyTo: number | null;
  readonly textDigest: Buffer | null;
}

/** SHA-256 over the row and the hash of the row before it. */
export function hashOf(entry: HashedEntry, previousHash: Buffer): Buffer {
  const { textDigest, ...plain } = entry;
  const canonical = Object.entries({ ...plain, text: textDigest?.toString('hex') ?? null }).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  return createHash('sha256').update(previousHash).update(JSON.stringify(canonical)).digest();
}

/** Stands for a free text in the chain: tells nothing of it without the salt, and the text can be erased with the chain whole. */
export function textDigest(salt: Buffer, notes: string, internalNotes: string): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(JSON.stringify([notes, internalNotes]))
    .digest();
}

export const newSalt = (): Buffer => randomBytes(16);
