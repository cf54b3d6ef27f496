import { createHash } from 'node:crypto';
import type { SendOutcome } from '../queue/index.ts';

export interface Text {
  /** The notification's. */
  readonly id: string;
  /** E.164 */
  readonly to: string;
  readonly body: string;
  /** Where the provider reports what came of it. */
  readonly statusCallback: string;
}

/** A text that the provider knows of; `failure` says why it will not arrive, null where it will or did. */
export interface FoundText {
  readonly providerId: string;
  readonly body: string;
  readonly failure: string | null;
}

/** Who carries texts. */
export interface SmsProvider {
  /** Never throws. */
  send(text: Text): Promise<SendOutcome>;
  /** The texts to a number since then. @throws Error where the provider gives no answer */
  textsTo(phone: string, since: Date): Promise<readonly FoundText[]>;
}
/** An SmsProvider, or null where texts cannot be sent. */
export const SMS_PROVIDER = Symbol('provider of texts');

/** By what a text is known again without keeping it. */
export function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
