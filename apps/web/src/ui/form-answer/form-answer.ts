import type { Problem } from '#libs/contracts';

/** What is wrong, by the path of the field. */
export type Wrong = Readonly<Record<string, string>>;

export const wrongIn = (problem: Problem | null): Wrong =>
  Object.fromEntries((problem?.errors ?? []).map(({ path, message }) => [path, message]));

export const LOOK_AT_MARKED = 'Not taken yet: look at what is marked.';

/** Why a form was not taken, in one sentence; what is said at a field is not said twice. */
export function refusalOf(problem: Problem | null, noAnswer: string): string {
  return problem?.errors?.length ? LOOK_AT_MARKED : (problem?.detail ?? noAnswer);
}
