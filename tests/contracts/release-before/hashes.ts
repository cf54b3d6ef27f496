import { createHash, createHmac } from 'node:crypto';
import { parse } from 'uuid';

/*
 * How the release before hashed and signed. Never changed: what this release makes of the same is for its
 * own tests.
 */

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What the hash of a row of the history covers; times in ms, the text as the hexadecimal of its digest. */
export interface HashedRow {
  readonly actorId: string;
  readonly corrects: number | null;
  readonly eventId: string;
  readonly fromStatus: string | null;
  readonly minutes: number | null;
  readonly occurredAt: number;
  readonly orderId: string;
  readonly readyFrom: number | null;
  readonly readyTo: number | null;
  readonly reason: string | null;
  readonly recordedAt: number;
  readonly restaurantId: string;
  readonly role: string;
  readonly status: string;
  readonly text: string | null;
  readonly type: string;
  readonly version: number;
}

/** What the first row of an order is chained to. */
export const chainStart = Buffer.alloc(32);

export function hashOf(row: HashedRow, previousHash: Buffer): Buffer {
  const canonical = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(previousHash, JSON.stringify(canonical));
}

export const textDigest = (salt: Buffer, notes: string, internalNotes: string): Buffer =>
  sha256(salt, JSON.stringify([notes, internalNotes]));

/** Of a request that it read as it was sent. */
export const requestHash = (body: unknown): Buffer => sha256(JSON.stringify(body));

/** Of a refresh token, and of a device's client secret. */
export const secretHash = (secret: string): Buffer => sha256(secret);

/** What a guest follows an order by. */
export function trackingToken(secret: Buffer, orderId: string, generation: number): string {
  const signature = createHmac('sha256', secret)
    .update(`${orderId}:${String(generation)}`)
    .digest();
  const id = Buffer.from(parse(orderId)).toString('base64url');
  return `${id}.${signature.subarray(0, 24).toString('base64url')}`;
}
