/** Every session with PostgreSQL: one that does not answer, in milliseconds, counts as lost. */
export const sessionOptions = {
  pipeline: true,
  keepAlive: true,
  connectionTimeoutMillis: 3_000,
  query_timeout: 15_000,
} as const;
