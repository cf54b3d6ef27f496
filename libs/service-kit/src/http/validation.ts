import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import * as z from 'zod';
import { fieldErrors, withoutBlanks } from '#libs/contracts';
import { ProblemError } from './problem.error.ts';

type Issues = Parameters<typeof fieldErrors>[0];

/** The refusal of a malformed body, path or query: it names each field and what it must be. */
export function invalidRequest(issues: Issues): ProblemError {
  const errors = fieldErrors(issues).slice(0, 50);
  const [first] = errors;
  const where = first?.path ? `"${first.path}": ` : '';
  return new ProblemError('invalid_request', `${where}${first?.message ?? 'is malformed'}`, { errors });
}

/** Passes over what a client left blank where it may be left out, and validates what is there. */
class LenientValidationPipe extends StandardSchemaValidationPipe {
  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    return super.transform(
      schema instanceof z.ZodType ? (withoutBlanks(schema, value) as T) : value,
      metadata,
    );
  }
}

/** Validates whatever a controller names a schema for. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new LenientValidationPipe({ exceptionFactory: invalidRequest });
