import { AsyncLocalStorage } from 'node:async_hooks';
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

const traces = new AsyncLocalStorage<string | undefined>();

/** Does what belongs to a trace, or to none: questions that are put to another service meanwhile carry it. */
export const withinTrace = <T>(traceId: string | null | undefined, work: () => T): T =>
  traces.run(traceId ?? undefined, work);

/** The trace of what is being done; undefined where it belongs to none, as what happens by the clock. */
export const currentTrace = (): string | undefined => traces.getStore();
