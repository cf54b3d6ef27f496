import type { Problem } from '#libs/contracts';

/** Statuses of refusals that may end by themselves. */
const passing: readonly number[] = [408, 425, 429];

export const isPassing = ({ status }: Pick<Problem, 'status'>): boolean =>
  status >= 500 || passing.includes(status);

/**
 * The problem that came with a refusal, or null where what came is not one (a proxy's page, a network
 * failure).
 */
export function problemIn(body: unknown): Problem | null {
  const isProblem =
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    'status' in body &&
    typeof body.status === 'number';
  return isProblem ? (body as Problem) : null;
}
