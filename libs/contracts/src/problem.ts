import * as z from 'zod';
import { idSchema, statusSchema, utcTimeSchema, versionSchema } from './primitives.ts';
import { snapshotSchema } from './http/snapshot.ts';

/** The stable name of every refusal, and the HTTP status that it comes with. */
export const problemStatus = {
  invalid_request: 400,
  unknown_status: 400,
  unauthenticated: 401,
  forbidden: 403,
  password_change_required: 403,
  password_required: 403,
  order_not_found: 404,
  not_found: 404,
  link_not_valid: 404,
  method_not_allowed: 405,
  transition_not_allowed: 409,
  recall_not_possible: 409,
  external_id_taken: 409,
  restaurant_paused: 409,
  feedback_not_possible: 409,
  username_taken: 409,
  already_confirmed: 409,
  last_admin: 409,
  request_in_progress: 409,
  version_mismatch: 412,
  too_large: 413,
  not_json: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export const problemTitle: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The request is malformed',
  unknown_status: 'There is no such status',
  unauthenticated: 'A valid token is required',
  forbidden: 'This account may not do that',
  password_change_required: 'Set a password of your own first',
  password_required: 'Say which sign-up is yours',
  order_not_found: 'There is no such order',
  not_found: 'There is nothing here',
  link_not_valid: 'This link does not work any more',
  method_not_allowed: 'This path has no such method',
  transition_not_allowed: 'The order cannot move there from here',
  recall_not_possible: 'There is nothing to undo',
  external_id_taken: 'Another order has this external_id',
  restaurant_paused: 'The restaurant takes no orders right now',
  feedback_not_possible: 'There is no feedback to give on this order now',
  username_taken: 'This username has an account already',
  already_confirmed: 'This address is confirmed already',
  last_admin: 'A restaurant keeps at least one admin',
  request_in_progress: 'The first request with this key is still running',
  version_mismatch: 'The order has changed since',
  too_large: 'The request is too large',
  not_json: 'The body must be JSON',
  idempotency_key_reused: 'This key came with another request before',
  too_many_requests: 'Too many requests',
  internal_error: 'Something went wrong on our side',
  unavailable: 'Not available right now',
};

/** The `Content-Type` of every refusal, by RFC 9457. */
export const problemMediaType = 'application/problem+json';

export const fieldErrorSchema = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Why a session ended before its time. */
export const sessionEnds = [
  'password_changed',
  'password_reset',
  'role_changed',
  'account_shut',
  'logged_out',
  'used_twice',
] as const;
export type SessionEnd = (typeof sessionEnds)[number];

/**
 * RFC 9457 `application/problem+json`; which of the optional members come with which code is in the API's
 * documentation.
 */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
    trace_id: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    from: statusSchema.optional(),
    to: statusSchema.optional(),
    allowed: z.array(statusSchema).optional(),
    version: versionSchema.optional(),
    order_id: idSchema.optional(),
    until: utcTimeSchema
      .nullable()
      .optional()
      .meta({ description: 'When the restaurant takes orders again; null where nobody has said' }),
    ended_because: z
      .enum(sessionEnds)
      .optional()
      .meta({ description: 'Why the session of a refresh token has ended' }),
    snapshot: snapshotSchema.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** What a refusal adds to the members that every problem has. */
export type ProblemFacts = Partial<
  Omit<Problem, 'type' | 'title' | 'status' | 'detail' | 'code' | 'trace_id'>
>;

/**
 * The problem of one refusal.
 * @param detail one sentence that says what to do next
 */
export function problemOf(
  code: ProblemCode,
  detail: string,
  traceId: string,
  facts: ProblemFacts = {},
): Problem {
  return {
    type: `urn:passline:problem:${code}`,
    title: problemTitle[code],
    status: problemStatus[code],
    detail,
    code,
    trace_id: traceId,
    ...facts,
  };
}

/** One sentence-sized finding per issue of a schema, with the path in dots. */
export function fieldErrors(
  issues: readonly { readonly path?: readonly unknown[] | undefined; readonly message: string }[],
): FieldError[] {
  return issues.map((issue) => ({
    path: (issue.path ?? []).map(segmentName).join('.'),
    message: issue.message,
  }));
}

function segmentName(segment: unknown): string {
  return typeof segment === 'object' && segment !== null && 'key' in segment
    ? String(segment.key)
    : String(segment);
}
