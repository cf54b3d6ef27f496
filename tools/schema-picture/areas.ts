/** A service's schema, and under which headings its tables are shown. */
export interface Schema {
  readonly name: string;
  readonly service: string;
  readonly areas: Readonly<Record<string, readonly string[]>>;
}

export const schemas: readonly Schema[] = [
  {
    name: 'passline',
    service: 'apps/orders',
    areas: {
      Ordering: ['orders', 'order_history', 'order_texts', 'order_contacts', 'idempotency_keys'],
      Outbox: ['outbox', 'relay_heartbeat'],
      Time: ['timers', 'board_notices', 'feedback', 'learned_times', 'insights_heartbeat'],
      Reports: ['weekly_reports', 'weekly_report_emails'],
      Restaurants: ['restaurants'],
      Identity: [
        'accounts',
        'refresh_tokens',
        'account_requests',
        'account_tokens',
        'devices',
        'ended_sessions',
        'password_guesses',
        'signing_keys',
      ],
      Privacy: ['exports', 'export_parts', 'erasures'],
      Platform: ['limit_levels', 'secrets'],
    },
  },
  {
    name: 'notifier',
    service: 'apps/notifier',
    areas: { Messages: ['inbox', 'notifications', 'letters', 'consents'] },
  },
  {
    name: 'insights',
    service: 'apps/insights',
    areas: {
      Stages: ['order_events', 'pending_events', 'stale_orders', 'orders'],
      Learning: ['kitchens', 'restaurants', 'backfill_progress'],
      Figures: [
        'calendars',
        'changed_days',
        'days',
        'day_stages',
        'day_hours',
        'day_mishaps',
        'day_ratings',
        'feedback',
        'feedback_progress',
      ],
    },
  },
];
