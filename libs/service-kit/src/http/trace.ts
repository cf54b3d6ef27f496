import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

const traceparentPattern = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const noTrace = '0'.repeat(32);

/** The trace that a W3C `traceparent` header speaks of, or a new one: 32 hexadecimal digits. */
export function traceIdOf(traceparent: unknown): string {
  const [, traceId] = typeof traceparent === 'string' ? (traceparentPattern.exec(traceparent) ?? []) : [];
  return traceId !== undefined && traceId !== noTrace ? traceId : newHex(16);
}

/** The trace that a `traceparent` speaks of, for the log; undefined where it speaks of none. */
export function traceIdIn(traceparent: string | undefined): string | undefined {
  return traceparentPattern.exec(traceparent ?? '')?.[1];
}

/** A `traceparent` for the next hop of a trace. */
export function traceparentOf(traceId: string): string {
  return `00-${traceId}-${newHex(8)}-01`;
}

const pool = Buffer.alloc(4_096);
let taken = pool.length;

/** So many bytes by chance, as hexadecimal digits. The system is asked for many at a time. */
function newHex(bytes: number): string {
  if (taken + bytes > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += bytes;
  return pool.toString('hex', taken - bytes, taken);
}

const traces = new AsyncLocalStorage<string | undefined>();

/** Does what belongs to a trace, or to none: questions that are put to another service meanwhile carry it. */
export const inTrace = <T>(traceId: string | null | undefined, work: () => T): T =>
  traces.run(traceId ?? undefined, work);

/** The trace of what is being done; undefined where it belongs to none, as what happens by the clock. */
export const currentTrace = (): string | undefined => traces.getStore();
