import type { Order } from '#libs/contracts';

const HOUR_MS = 3_600_000;

/** An order for later may have been placed days ago: it counts as placed an hour before its time. */
const placedAt = ({ placed_at, scheduled_for }: Order): number =>
  scheduled_for ? Date.parse(scheduled_for) - HOUR_MS : Date.parse(placed_at);

/**
 * The oldest first, by what no step changes: what is taken back, here or by a colleague, stands where it
 * stood.
 */
export const oldestFirst = (one: Order, other: Order): number =>
  placedAt(one) - placedAt(other) || one.order_id.localeCompare(other.order_id);
