import { raw, type Sql } from '#libs/postgres';

/** What nobody has ended by then was forgotten on a screen: it does not fill the kitchen any more. In ms. */
export const longestStay = 6 * 3_600_000;

/**
 * Whether one order was in the kitchen when another came: it had come before, and had not left. What came in
 * the same millisecond is told apart by its id, so that the count is the same whenever it is made.
 * @param earlier alias of the one that may fill the kitchen
 * @param later alias of the one that comes
 */
export const cameBefore = (earlier: string, later: string): Sql =>
  raw(`${earlier}.restaurant_id = ${later}.restaurant_id
    AND ${earlier}.came_at > ${later}.came_at - interval '6 hours'
    AND (${earlier}.came_at, ${earlier}.order_id) < (${later}.came_at, ${later}.order_id)
    AND (${earlier}.left_at IS NULL OR ${earlier}.left_at > ${later}.came_at)`);

/**
 * Whether cooks had one order in hand when another was accepted: it had been accepted before, and had not
 * left.
 * @param earlier alias of the one that cooks may have in hand
 * @param later alias of the one that is accepted
 */
export const acceptedBefore = (earlier: string, later: string): Sql =>
  raw(`${earlier}.restaurant_id = ${later}.restaurant_id
    AND ${earlier}.came_at BETWEEN ${later}.accepted_at - interval '6 hours' AND ${later}.accepted_at
    AND (${earlier}.accepted_at, ${earlier}.order_id) < (${later}.accepted_at, ${later}.order_id)
    AND (${earlier}.left_at IS NULL OR ${earlier}.left_at > ${later}.accepted_at)`);
