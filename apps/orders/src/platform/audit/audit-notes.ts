import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditEvent } from '#libs/service-kit';

/** What a route's work knows better than its request and its answer. */
export interface AuditNotes {
  event?: AuditEvent;
  target_id?: string;
  restaurant_id?: string | null;
}

const notes = new AsyncLocalStorage<AuditNotes>();

/** Runs what is to be audited; whatever it notes down stands in the line. */
export const withAuditNotes = (own: AuditNotes, run: () => void): void => {
  notes.run(own, run);
};

/** Adds to the line of the request that is being worked on; nothing where that leaves none. */
export function noteForAudit(facts: Readonly<AuditNotes>): void {
  Object.assign(notes.getStore() ?? {}, facts);
}
