import { StandardSchemaValidationPipe } from '@nestjs/common';
import { fieldErrors } from '#libs/contracts';
import { ProblemError } from './problem.error.ts';

type Issues = Parameters<typeof fieldErrors>[0];

/** The refusal of a malformed body, path or query: it names each field and what it must be. */
export function invalidRequest(issues: Issues): ProblemError {
  const errors = fieldErrors(issues).slice(0, 50);
  const [first] = errors;
  const where = first?.path ? `"${first.path}": ` : '';
  return new ProblemError('invalid_request', `${where}${first?.message ?? 'is malformed'}`, { errors });
}

/** Validates whatever a controller names a schema for. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest });
