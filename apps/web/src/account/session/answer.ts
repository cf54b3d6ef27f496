import type { Problem } from '#libs/contracts';

/** A network that swallows everything counts as none. */
export const REQUEST_MS = 15_000;
/** When what found no one is sent again. */
export const SEND_AGAIN_MS = 1_500;

/** `problem` is null where the server could not be reached, or what answered was not it. */
export type Answer<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly problem: Problem | null };

/** Thrown when a session cannot be renewed and its owner must log in again. */
export class SessionOverError extends Error {
  override readonly name = 'SessionOverError';
}

/**
 * No network, none that answers in time, a proxy's page instead of an answer, or nobody is logged in any
 * more.
 */
export const isUnreached = (error: unknown): boolean =>
  [TypeError, SyntaxError, DOMException, SessionOverError].some((kind) => error instanceof kind);
