import { applyDecorators } from '@nestjs/common';
import type * as z from 'zod';
import { Answers } from '#libs/service-kit';

/** Documents a route that answers managers, with JSON or with CSV. */
export const FiguresAnswer = (schema: z.ZodType, summary: string): MethodDecorator =>
  applyDecorators(
    Answers(schema, `${summary}; with "Accept: text/csv", as one table`, [
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'password_change_required',
      'unavailable',
    ]),
  );
