import type { Logger } from './logger.ts';

/** Acts on which security rests; each leaves one line. */
export const auditEvents = [
  'session.begun',
  'session.renewed',
  'session.replayed',
  'session.ended',
  'password.changed',
  'password.reset',
  'staff.made',
  'staff.changed',
  'staff.disabled',
  'staff.enabled',
  'device.made',
  'device.rotated',
  'device.revoked',
  'device.token_given',
  'link.replaced',
  'link.withdrawn',
  'customer.signed_up',
  'customer.confirmed',
  'customer.renamed',
  'customer.exported',
  'customer.erased',
  'restaurant.changed',
  'pace.changed',
  'tables.changed',
  'tables.renewed',
  'keys.rotated',
  'limit.reached',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/**
 * Who did what to whom, and what came of it: by ids alone. A name, an e-mail address, a phone number or an IP
 * address has no place here, since log lines go further and live longer than the data they speak of.
 */
export interface AuditLine {
  readonly audit: AuditEvent;
  readonly outcome: 'done' | 'refused';
  /** The refusal's. */
  readonly code?: string | undefined;
  /** Null where nobody has said yet who they are. */
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly restaurant_id: string | null;
  /** The account, device, order, session or key that it was done to. */
  readonly target_id: string | null;
  readonly trace_id: string | null;
  /** Which limit, where it is one. */
  readonly limit?: string | undefined;
}

/** Writes audit lines, at every `LOG_LEVEL` but `silent`. */
export function auditLog(logger: Logger): (line: AuditLine) => void {
  const audit = logger.child({}, { level: logger.level === 'silent' ? 'silent' : 'info' });
  return (line) => {
    audit.info(line, line.audit);
  };
}
