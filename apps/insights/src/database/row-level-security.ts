import type { RowLevelSecurity } from '#libs/postgres';

/** What crosses restaurants in the schema of insights, each with a role of its own. */
export const NarrowRole = {
  /** Writes down events of whatever restaurants, and what they come to. */
  Recording: 'passline_insights_recording',
  /** Takes what is to be learned anew, and keeps what is known of restaurants. */
  Learning: 'passline_insights_learning',
  /** Finds what is to be counted anew, and takes over how orders were liked. */
  Figures: 'passline_insights_figures',
  /** Removes what has outlived its time. */
  Jobs: 'passline_insights_jobs',
} as const;
export type NarrowRole = (typeof NarrowRole)[keyof typeof NarrowRole];

/** All policies of the schema `insights`; what is read of orders is read as their restaurant. */
export const rowLevelSecurity: RowLevelSecurity<NarrowRole> = {
  schema: 'insights',
  restaurantTables: {
    order_events: 'SELECT',
    orders: 'SELECT',
    kitchens: 'SELECT',
    restaurants: 'SELECT',
    feedback: 'SELECT',
    changed_days: 'SELECT, INSERT, UPDATE',
    calendars: 'SELECT, INSERT, UPDATE',
    days: 'SELECT, INSERT, DELETE',
    day_stages: 'SELECT, INSERT, DELETE',
    day_hours: 'SELECT, INSERT, DELETE',
    day_mishaps: 'SELECT, INSERT, DELETE',
    day_ratings: 'SELECT, INSERT, UPDATE, DELETE',
  },
  open: {
    backfill_progress: 'SELECT, INSERT, UPDATE, DELETE',
    feedback_progress: 'SELECT, INSERT, UPDATE',
  },
  crossing: {
    passline_insights_recording: {
      order_events: 'SELECT, INSERT',
      // Locking a row takes the right to change one of its columns.
      pending_events: 'SELECT, INSERT, UPDATE (not_before), DELETE',
      // Of the release before, which may still be at work.
      stale_orders: 'SELECT, INSERT, UPDATE (restaurant_id, not_before), DELETE',
      orders: 'SELECT, INSERT, UPDATE',
      kitchens: 'SELECT, INSERT, UPDATE (revision)',
      changed_days: 'SELECT, INSERT, UPDATE (revision)',
    },
    passline_insights_learning: {
      kitchens: 'SELECT, UPDATE (learned_revision, leased_until)',
      restaurants: 'SELECT, INSERT, UPDATE',
    },
    passline_insights_figures: {
      orders: 'SELECT (order_id, restaurant_id, came_at)',
      restaurants: 'SELECT',
      feedback: 'SELECT, INSERT, UPDATE',
      changed_days: 'SELECT, INSERT, UPDATE (revision)',
    },
    passline_insights_jobs: {
      order_events: 'SELECT, DELETE',
      orders: 'SELECT, DELETE',
      feedback: 'SELECT, DELETE',
      changed_days: 'SELECT, DELETE',
      days: 'SELECT, DELETE',
      day_stages: 'SELECT, DELETE',
      day_hours: 'SELECT, DELETE',
      day_mishaps: 'SELECT, DELETE',
      day_ratings: 'SELECT, DELETE',
    },
  },
};
