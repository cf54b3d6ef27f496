import { randomBytes } from 'node:crypto';

const traceparentPattern = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const noTrace = '0'.repeat(32);

/** The trace that a W3C `traceparent` header speaks of, or a new one: 32 hexadecimal digits. */
export function traceIdOf(traceparent: unknown): string {
  const [, traceId] = typeof traceparent === 'string' ? (traceparentPattern.exec(traceparent) ?? []) : [];
  return traceId !== undefined && traceId !== noTrace ? traceId : randomBytes(16).toString('hex');
}

/** The trace that a `traceparent` speaks of, for the log; undefined where it speaks of none. */
export function traceIdIn(traceparent: string | undefined): string | undefined {
  return traceparentPattern.exec(traceparent ?? '')?.[1];
}

/** A `traceparent` for the next hop of a trace. */
export function traceparentOf(traceId: string): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}
