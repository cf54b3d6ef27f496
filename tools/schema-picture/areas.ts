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
];
