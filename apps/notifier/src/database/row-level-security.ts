import type { RowLevelSecurity } from '#libs/postgres';

/** What crosses restaurants in the notifier's schema, each with a role of its own. */
export const NarrowRole = {
  /** Writes down events of whatever restaurants, and the messages that they ask for. */
  Ingest: 'passline_notifier_intake',
  /** Takes what is due, and gives up what was interrupted. */
  Due: 'passline_notifier_due',
  /** From a provider's report to the restaurant of the message that it is about. */
  Reports: 'passline_notifier_reports',
  /** Who wants texts: said to a number that restaurants share. */
  Consents: 'passline_notifier_consents',
  /** Mails about accounts, which are of no restaurant. */
  AccountEmails: 'passline_notifier_letters',
  /** Erases what leads back to a person. */
  Erasure: 'passline_notifier_erasure',
  /** Reads what is kept of a person who asks. */
  Exports: 'passline_notifier_exports',
  /** Removes what has outlived its time. */
  Jobs: 'passline_notifier_jobs',
  /** Counts the queue, lists what needs a decision, and puts it back in line. */
  DeadLetters: 'passline_notifier_dead_letters',
} as const;
export type NarrowRole = (typeof NarrowRole)[keyof typeof NarrowRole];

const retrying = 'UPDATE (state, why, due_at, deadline_at, attempts, lease_owner, lease_until)';

/** All policies of the schema `notifier`. Inbox and account emails are for narrow roles alone. */
export const rowLevelSecurity: RowLevelSecurity<NarrowRole> = {
  schema: 'notifier',
  restaurantTables: { notifications: 'SELECT, UPDATE', consents: 'SELECT' },
  readByAll: { consents: 'restaurant_id IS NULL' },
  open: {},
  crossing: {
    passline_notifier_intake: { inbox: 'SELECT (event_id), INSERT', notifications: 'INSERT' },
    passline_notifier_due: {
      notifications: 'SELECT, UPDATE (lease_owner, lease_until, state, due_at, last_error)',
    },
    passline_notifier_reports: { notifications: 'SELECT (id, channel, restaurant_id, callback_url)' },
    passline_notifier_consents: { consents: 'SELECT, INSERT' },
    passline_notifier_letters: { letters: 'SELECT, INSERT, UPDATE' },
    passline_notifier_erasure: {
      notifications: 'SELECT (id, order_id), UPDATE (digest, callback_url, provider_id, last_error)',
      letters: 'SELECT (id), UPDATE (provider_id, last_error)',
    },
    passline_notifier_exports: {
      notifications:
        'SELECT (id, order_id, order_number, channel, moment, corrects, state, why, created_at, sent_at)',
      letters: 'SELECT (id, state, why, created_at, sent_at)',
      consents: 'SELECT (id, phone, restaurant_id, wanted, source, recorded_at)',
    },
    passline_notifier_jobs: {
      notifications: 'SELECT, DELETE',
      inbox: 'SELECT, DELETE',
      letters: 'SELECT, DELETE',
    },
    passline_notifier_dead_letters: { notifications: `SELECT, ${retrying}`, letters: `SELECT, ${retrying}` },
  },
};
