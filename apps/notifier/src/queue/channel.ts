import type { MessageFacts } from '#libs/contracts';
import type { Notification } from './notification.entity.ts';
import type { DropReason } from './queued-message.entity.ts';

/** What came of one try to send. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly providerId: string | null }
  /** The provider has judged this very message: trying again would change nothing. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Certainly not sent, and worth another try. */
  | { readonly kind: 'later'; readonly error: string; readonly retryAfterMs?: number }
  /** It may or may not have been sent. */
  | { readonly kind: 'unknown'; readonly error: string }
  /** The customer does not want it. */
  | { readonly kind: 'opted_out' };

/** What is remembered of a message before it leaves, by its columns, so that it can be found again. */
export interface SendRecord {
  readonly digest?: string | null;
  readonly callback_url?: string | null;
}

/** A message with its words and its addressee, about to leave. */
export interface PreparedMessage {
  readonly record: SendRecord;
  /** Never throws; one call for each message. */
  send(): Promise<SendOutcome>;
}

/** One way to reach customers. */
export interface MessageChannel {
  /** The reason instead, where nothing is to be sent. */
  prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason>;
}

/** Takes addresses and numbers out of what a provider says: errors are kept, contacts are not. */
export function withoutContacts(text: string): string {
  return text
    .replace(/[^\s<>"']+@[^\s<>"']+/g, '(address)')
    .replace(/\+?\d[\d ().-]{6,}\d/g, '(number)')
    .slice(0, 500);
}

/**
 * What an error says, without contacts: that of a query carries its values, and a number may be among them.
 */
export function reasonOf(error: unknown): string {
  return withoutContacts(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
