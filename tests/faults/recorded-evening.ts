import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderEvidence } from './evidence.ts';

/** As evidence is, and may be tampered with. */
export type Open<T> = T extends Date ? T : { -readonly [K in keyof T]: Open<T[K]> };

type Recorded = readonly (Omit<OrderEvidence, 'history'> & {
  readonly history: readonly (Omit<OrderEvidence['history'][number], 'recorded_at'> & {
    readonly recorded_at: string;
  })[];
})[];

/**
 * What was gathered of two orders of a quiet evening over the three services: an order for a table with a
 * delay, recalls and dropped messages, and a pickup.
 */
export function recordedEvening(): Open<OrderEvidence>[] {
  const recorded = JSON.parse(
    readFileSync(join(import.meta.dirname, 'recorded-evening.json'), 'utf8'),
  ) as Recorded;
  return structuredClone(
    recorded.map((order) => ({
      ...order,
      history: order.history.map((row) => ({ ...row, recorded_at: new Date(row.recorded_at) })),
    })),
  ) as Open<OrderEvidence>[];
}
