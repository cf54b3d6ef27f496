import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type * as z from 'zod';
import { type ProblemCode, problemSchema, problemStatus } from '#libs/contracts';

/** Documents a route: one line of what it does, the shape of its answer, and the codes of its refusals. */
export function Answers(schema: z.ZodType, summary: string, refusals: readonly ProblemCode[], status = 200): MethodDecorator {
  const byStatus = Map.groupBy(refusals, (code) => problemStatus[code]);
  const problems = [...byStatus].map(([refusal, codes]) =>
    ApiResponse({ status: refusal, description: codes.map((code) => `\`${code}\``).join(', '), standardSchema: problemSchema }),
  );
  return applyDecorators(ApiOperation({ summary }), ApiResponse({ status, description: 'Done', standardSchema: schema }), ...problems);
}
