/**
 * How much may be said, and what is usual, for the server as for the forms of pages, which carry no schemas.
 * What names no least begins with 1.
 */
const day = 24 * 60;

/** Of each policy, in its own unit. */
export const mostOfPolicies = {
  accept_within_seconds: day * 60,
  confirm_after_seconds: day * 60,
  close_after_minutes: 7 * day,
  unaccepted_seconds: day * 60,
  overdue_minutes: day,
  uncollected_minutes: 7 * day,
  out_minutes: day,
  tell_after_minutes: day,
} as const;

/** What a dish or a drive takes, and what a busy kitchen adds. */
export const mostMinutes = 240;

/** How long drivers take where a restaurant has not said it. */
export const usualDeliveryMinutes = { from: 15, to: 30 } as const;

/** How far ahead an order for later may be. */
export const minutesAhead = { least: 10, most: 60 * day } as const;

/** Why a kitchen takes fewer orders, in characters. */
export const longestPaceReason = 200;

/** What a customer says of an order: stars, and characters. */
export const mostStars = 5;
export const longestComment = 1_000;

/** Of what someone writes beside a change, in UTF-16 units. */
export const longestNotes = 500;

/** What one page of a list holds, and how many orders are moved at once. */
export const longestPage = 100;
export const longestBatch = 100;

/** The longest span of which figures are asked for at once, in days: two years, with a leap day. */
export const longestSpan = 731;
