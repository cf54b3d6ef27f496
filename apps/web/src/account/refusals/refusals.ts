import type { Problem, ProblemCode } from '#libs/contracts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { type RefusalWords, refusalWords } from './refusal-words.ts';

const byCode: Partial<Record<ProblemCode, keyof RefusalWords>> = {
  unauthenticated: 'over',
  username_taken: 'taken',
  too_many_requests: 'tooMany',
};
/** By the field of which the API does not take what was written. */
const byField: Readonly<Record<string, keyof RefusalWords>> = {
  username: 'address',
  name: 'name',
  password: 'password',
  new_password: 'password',
};

/**
 * Why something about an account was not done, in the reader's language: what the API says of it is English.
 * @param problem null where no answer came
 */
export function refusalIn(language: Language, problem: Problem | null): string {
  const words = refusalWords[language];
  if (problem === null) return words.unanswered;
  return words[byField[wrongField(problem) ?? ''] ?? byCode[problem.code] ?? 'failed'];
}

/** The first field that was not taken, if that is why. */
export const wrongField = ({ code, errors }: Problem): string | undefined =>
  code === 'invalid_request' ? errors?.[0]?.path : undefined;
