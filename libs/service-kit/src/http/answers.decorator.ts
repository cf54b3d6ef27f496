import { applyDecorators } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type * as z from 'zod';
import { oauthErrorSchema, type ProblemCode, problemSchema, problemStatus } from '#libs/contracts';
import { formMediaType } from './read-body.ts';

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

/** Documents a route that answers and refuses as RFC 6749 has it. */
export function AnswersOAuth(schema: z.ZodType, summary: string): MethodDecorator {
  const refusals = {
    400: 'The request is malformed, or asks for what this client may not have',
    401: '`invalid_client`',
    429: '`temporarily_unavailable`: over a limit',
    503: '`temporarily_unavailable`: nothing was changed',
  };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiConsumes(formMediaType),
    ApiResponse({ status: 200, description: 'Done', standardSchema: schema }),
    ...Object.entries(refusals).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, standardSchema: oauthErrorSchema }),
    ),
  );
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
