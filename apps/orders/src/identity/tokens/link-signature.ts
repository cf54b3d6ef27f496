import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { parse } from 'uuid';

/** The token of an order's link: its id, and a signature over it and the link's generation. */
export function tokenOf(secret: KeyObject, orderId: string, generation: number): string {
  const signature = signaturesOf(secret, orderId, generation).at(-1) ?? '';
  return `${Buffer.from(parse(orderId)).toString('base64url')}.${signature}`;
}

/** Whether it is a signature of this link, or one that was handed out when it did not matter how it ends. */
export const isSignature = (secret: KeyObject, orderId: string, generation: number, text: string): boolean =>
  signaturesOf(secret, orderId, generation).some((own) => same(own, text));

/**
 * One after the other up to the first that ends in a letter or digit: mail and chat programs take a `-` or
 * `_` at the end of a link for what follows it.
 */
function signaturesOf(secret: KeyObject, orderId: string, generation: number): readonly string[] {
  const signatures = [signature(secret, `${orderId}:${String(generation)}`)];
  while (!/[A-Za-z0-9]$/.test(signatures.at(-1) ?? ''))
    signatures.push(signature(secret, `${orderId}:${String(generation)}:${String(signatures.length)}`));
  return signatures;
}

/** 24 bytes, 32 characters. */
const signature = (secret: KeyObject, signed: string): string =>
  createHmac('sha256', secret).update(signed).digest().subarray(0, 24).toString('base64url');

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
