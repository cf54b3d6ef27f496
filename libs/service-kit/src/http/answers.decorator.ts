import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type * as z from 'zod';
import { type ProblemCode, problemSchema, problemStatus } from '#libs/contracts';

/** Documents a route: one line of what it does, the shape of its answer, and the codes of its refusals. */
export function Answers(
  schema: z.ZodType,
  summary: string,
  refusals: readonly ProblemCode[],
  status = 200,
): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status, description: 'Done', standardSchema: schema }),
    refusing(summary, refusals),
  );
}

/** Documents a route that answers with text other than JSON, such as an image. */
export function AnswersText(
  mediaType: string,
  summary: string,
  refusals: readonly ProblemCode[],
): MethodDecorator {
  const content = { [mediaType]: { schema: { type: 'string' } } };
  return applyDecorators(
    ApiResponse({ status: 200, description: 'Done', content }),
    refusing(summary, refusals),
  );
}

/** Documents a route whose answer has no body. */
export function AnswersNothing(summary: string, refusals: readonly ProblemCode[]): MethodDecorator {
  return applyDecorators(ApiResponse({ status: 200, description: 'Done' }), refusing(summary, refusals));
}

function refusing(summary: string, refusals: readonly ProblemCode[]): MethodDecorator {
  const byStatus = Map.groupBy(refusals, (code) => problemStatus[code]);
  const problems = [...byStatus].map(([refusal, codes]) =>
    ApiResponse({
      status: refusal,
      description: codes.map((code) => `\`${code}\``).join(', '),
      standardSchema: problemSchema,
    }),
  );
  return applyDecorators(ApiOperation({ summary }), ...problems);
}
