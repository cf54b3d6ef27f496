import type { Problem } from '#libs/contracts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { refusalIn, wrongField } from '../refusals/refusals.ts';
import { customerAccountWords } from './words.ts';

/** Why a password was not changed: the API says of a wrong one what it says of a wrong log-in. */
export const passwordRefusalIn = (language: Language, problem: Problem | null): string =>
  problem && (problem.code === 'unauthenticated' || wrongField(problem) === 'old_password')
    ? customerAccountWords[language].wrongPassword
    : refusalIn(language, problem);
