import type { Stage, Window } from '#libs/estimate';
import type { Fulfilment, Status } from '#libs/status-machine';

/** One stage that an order has behind it. */
export interface StageOutcome {
  /** In ms. */
  readonly took: number;
  /** When it was known, by the clock of `orders`, in ms since 1970. */
  readonly known_at: number;
  /** The learned window that the order was given as the stage began, in ms from then; null by the rule. */
  readonly promised: Window | null;
}
export type StageOutcomes = Readonly<Partial<Record<Stage, StageOutcome>>>;

/** What all events of an order come to, by the names of the table's columns. Times are RFC 3339. */
export interface OrderRow {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly fulfilment: Fulfilment;
  readonly version: number;
  readonly status: Status;
  readonly pieces: number;
  readonly scheduled_for: string | null;
  readonly placed_at: string;
  readonly came_at: string | null;
  readonly accepted_at: string | null;
  readonly cooking_at: string | null;
  readonly ready_at: string | null;
  readonly handed_over_at: string | null;
  readonly arrived_at: string | null;
  readonly left_at: string | null;
  readonly ended_at: string | null;
  readonly ended_as: Status | null;
  readonly ended_reason: string | null;
  readonly delay_minutes: number;
  readonly promised_ready_from: string | null;
  readonly promised_ready_to: string | null;
  readonly promised_arrival_from: string | null;
  readonly promised_arrival_to: string | null;
  readonly promised_basis: string | null;
  readonly stages: StageOutcomes;
}
