import { type FieldError, type Problem, type ProblemCode, problemOf, problemStatus } from '#libs/contracts';

export const codes = Object.keys(problemStatus) as readonly ProblemCode[];

/** As the API refuses something, in English. */
export const refusedWith = (code: ProblemCode, ...errors: readonly FieldError[]): Problem =>
  problemOf(
    code,
    `The API’s own words about ${code}.`,
    'trace',
    errors.length > 0 ? { errors: [...errors] } : {},
  );

/** @param path of what is wrong in the body */
export const refusedFor = (path: string): Problem =>
  refusedWith('invalid_request', { path, message: `The API’s own words about ${path}` });
