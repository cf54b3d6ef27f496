import { ofNamedRestaurants, type RowLevelSecurity } from '#libs/postgres';

/**
 * Who may see and do what inside PostgreSQL itself. The service's own role sees nothing but the restaurant
 * named in `app.restaurant_id`; each path that crosses restaurants takes on one narrow role for the length of
 * a transaction.
 */
export const NarrowRole = {
  /** The relay: reads and empties the outbox. */
  Relay: 'passline_relay',
  /** From an order's id, or a customer's, to the restaurant: no more of the order than that. */
  Lookup: 'passline_lookup',
  /** Log-in, before it is known whose account it is. */
  Login: 'passline_login',
  /**
   * Batched snapshots for customers and guests, who may be of any restaurant, and whose customer a phone
   * number is.
   */
  Snapshots: 'passline_snapshots',
  /** Sign-up and lost passwords, before it is known whose account it is to be. */
  Enrolment: 'passline_enrolment',
  /** What the notifier keeps of a customer who takes their data along. */
  Exports: 'passline_exports',
  /** Reads the history of all restaurants to verify its chain. */
  Verify: 'passline_verify',
  /** Removes what has outlived its time. */
  Jobs: 'passline_jobs',
  /**
   * Writes new orders and changes of several restaurants together: theirs alone, as `app.restaurant_ids`
   * names them.
   */
  Changes: 'passline_changes',
  /** Makes restaurants and their first admin. */
  Founding: 'passline_founding',
  /** Counts requests and wrong passwords, of whomever. */
  Limits: 'passline_limits',
  /** Takes the timers that are due, and reads which orders they are of. */
  Timers: 'passline_timers',
  /** What boards are to be told, of all restaurants, for the gateway. */
  Notices: 'passline_notices',
  /** What insights learns from, and what it has learned. */
  Insights: 'passline_insights',
  /** The keys that tokens are signed with. */
  Keys: 'passline_keys',
} as const;
export type NarrowRole = (typeof NarrowRole)[keyof typeof NarrowRole];

/** Tables whose rows belong to a restaurant, and what the service may do with its own. */
const restaurantTables: Readonly<Record<string, string>> = {
  restaurants: 'SELECT, UPDATE',
  accounts: 'SELECT, INSERT, UPDATE',
  devices: 'SELECT, INSERT, UPDATE, DELETE',
  orders: 'SELECT, INSERT, UPDATE',
  order_contacts: 'SELECT, INSERT, UPDATE, DELETE',
  order_history: 'SELECT, INSERT',
  order_texts: 'SELECT, INSERT, DELETE',
  outbox: 'INSERT',
  idempotency_keys: 'SELECT, INSERT',
  timers: 'INSERT',
  board_notices: 'INSERT',
  feedback: 'SELECT, INSERT, UPDATE, DELETE',
  learned_times: 'SELECT',
};

/**
 * What crosses restaurants: role → table → rights (columns where only some are needed). Tables that stand
 * only here are seen by no one else.
 */
const crossing: RowLevelSecurity<NarrowRole>['crossing'] = {
  passline_relay: { outbox: 'SELECT, UPDATE, DELETE' },
  passline_lookup: {
    orders:
      'SELECT (order_id, restaurant_id, customer_id, status, link_generation, placed_at, updated_at, ended_at, customer_ended_at)',
    restaurants: 'SELECT (restaurant_id)',
    idempotency_keys: 'SELECT',
  },
  passline_login: {
    accounts: 'SELECT, UPDATE',
    devices: 'SELECT, UPDATE',
    refresh_tokens: 'SELECT, INSERT, UPDATE, DELETE',
    ended_sessions: 'SELECT, INSERT',
  },
  passline_enrolment: {
    account_requests: 'SELECT, INSERT, UPDATE (kind, name, password_hash, taken_at), DELETE',
    account_tokens: 'SELECT, INSERT, DELETE',
    erasures: 'SELECT, INSERT, DELETE',
    weekly_reports: 'SELECT',
    weekly_report_emails: 'SELECT, UPDATE (taken_at)',
    accounts: {
      rights: 'SELECT (account_id, restaurant_id, role, username, name, disabled_at), INSERT',
      writes: "role = 'customer'",
    },
    restaurants: 'SELECT (restaurant_id, name, phone, address, locale)',
  },
  passline_exports: {
    exports: 'SELECT, INSERT, UPDATE (answered_at), DELETE',
    export_parts: 'SELECT, INSERT, UPDATE (content), DELETE',
    orders: 'SELECT (order_id, restaurant_id, customer_id)',
    order_contacts: 'SELECT (order_id, phone)',
    accounts: 'SELECT (account_id, username)',
    account_requests: 'SELECT (request_id, username)',
  },
  passline_snapshots: {
    orders: 'SELECT',
    order_history: 'SELECT',
    order_texts: 'SELECT',
    order_contacts: 'SELECT (order_id, phone, locale)',
    restaurants: 'SELECT',
    accounts: 'SELECT (account_id, restaurant_id, name)',
    devices: 'SELECT (device_id, restaurant_id, name)',
  },
  passline_verify: { orders: 'SELECT', order_history: 'SELECT', order_texts: 'SELECT' },
  passline_jobs: {
    idempotency_keys: 'SELECT, DELETE',
    refresh_tokens: 'SELECT, DELETE',
    ended_sessions: 'SELECT, DELETE',
    account_requests: 'SELECT, DELETE',
    account_tokens: 'SELECT, DELETE',
    exports: 'SELECT, DELETE',
    password_guesses: 'SELECT, DELETE',
    signing_keys: 'SELECT, DELETE',
    board_notices: 'SELECT, DELETE',
    weekly_reports: 'SELECT, DELETE',
    weekly_report_emails: 'SELECT, DELETE',
  },
  passline_changes: {
    orders: { rights: 'SELECT, INSERT, UPDATE', sees: ofNamedRestaurants },
    order_contacts: { rights: 'INSERT', sees: ofNamedRestaurants },
    order_history: { rights: 'INSERT', sees: ofNamedRestaurants },
    order_texts: { rights: 'INSERT', sees: ofNamedRestaurants },
    outbox: { rights: 'INSERT', sees: ofNamedRestaurants },
    idempotency_keys: { rights: 'INSERT', sees: ofNamedRestaurants },
    timers: { rights: 'INSERT', sees: ofNamedRestaurants },
    board_notices: { rights: 'INSERT', sees: ofNamedRestaurants },
  },
  passline_founding: {
    restaurants: 'SELECT, INSERT',
    accounts: 'SELECT, INSERT',
    devices: 'SELECT, INSERT',
    orders: 'SELECT (restaurant_id)',
  },
  // One that could not be done is put off; locking a row takes the right to change one of its columns, too.
  passline_timers: { timers: 'SELECT, UPDATE (due_at), DELETE' },
  passline_notices: { board_notices: 'SELECT' },
  passline_insights: {
    learned_times: 'SELECT, INSERT, UPDATE',
    feedback: 'SELECT',
    restaurants: 'SELECT',
    orders: 'SELECT',
    order_history: 'SELECT',
    accounts: 'SELECT (account_id, restaurant_id, role, disabled_at)',
    weekly_reports: 'SELECT, INSERT',
    weekly_report_emails: 'SELECT, INSERT',
  },
  passline_limits: {
    limit_levels: 'SELECT, INSERT, UPDATE, DELETE',
    password_guesses: 'SELECT, INSERT, UPDATE, DELETE',
  },
  passline_keys: { signing_keys: 'SELECT, INSERT, UPDATE (retired_at), DELETE' },
};

/** Tables with nothing of a restaurant in them. */
const open: Readonly<Record<string, string>> = {
  secrets: 'SELECT, INSERT',
  relay_heartbeat: 'SELECT, INSERT, UPDATE',
  insights_heartbeat: 'SELECT, INSERT, UPDATE',
};

export const rowLevelSecurity: RowLevelSecurity<NarrowRole> = {
  schema: 'passline',
  restaurantTables,
  open,
  crossing,
};
