import type { StageOutcomes } from '../order-facts/index.ts';

/** What of an order stood in the table before its events came. */
export interface OrderBefore {
  readonly order_id: string;
  readonly came_at: Date | null;
  readonly accepted_at: Date | null;
  readonly left_at: Date | null;
  readonly ended_at: Date | null;
  readonly pieces: number;
  readonly stages: StageOutcomes;
}
