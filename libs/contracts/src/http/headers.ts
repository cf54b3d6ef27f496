/** Headers that the API reads or writes in more than one place, as they are written. */
export const HeaderName = {
  /** Makes a request safe to repeat. */
  IdempotencyKey: 'Idempotency-Key',
  /** `true` on an answer that was given before, to the same key. */
  IdempotencyReplayed: 'Idempotency-Replayed',
  /** The version that a change is meant for, in quotes. */
  IfMatch: 'If-Match',
  /** The version that a reader has already, in quotes. */
  IfNoneMatch: 'If-None-Match',
  /** What the client would like of the answer (RFC 7240). */
  Prefer: 'Prefer',
  /** Which of its wishes were followed. */
  PreferenceApplied: 'Preference-Applied',
  /** What is left of the limit that is nearest (draft-ietf-httpapi-ratelimit-headers). */
  RateLimit: 'RateLimit',
  /** How much that limit lets through, in which time. */
  RateLimitPolicy: 'RateLimit-Policy',
  /** In how many seconds it is worth trying again. */
  RetryAfter: 'Retry-After',
} as const;
export type HeaderName = (typeof HeaderName)[keyof typeof HeaderName];

/** Headers of a request as a browser writes them out; it takes nothing but this type from here. */
export type RequestHeaders = Readonly<Partial<Record<Lowercase<HeaderName>, string>>>;
