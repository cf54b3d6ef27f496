import type { OpenAPIObject } from '@nestjs/swagger';
import { HeaderName, problemMediaType } from '#libs/contracts';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];
type Answer = NonNullable<Responses[string]>;

const problem = { schema: { $ref: '#/components/schemas/Problem' } };

/** What any request may be refused with. */
const ofAll: Responses = {
  429: {
    description: '`too_many_requests`',
    headers: {
      [HeaderName.RetryAfter]: { description: 'Seconds to wait', schema: { type: 'integer' } },
      [HeaderName.RateLimitPolicy]: {
        description: 'The limit: `"name";q=<requests>;w=<seconds>`',
        schema: { type: 'string' },
      },
      [HeaderName.RateLimit]: {
        description: 'What is left of it: `"name";r=<requests>;t=<seconds until all of it>`',
        schema: { type: 'string' },
      },
    },
    content: { [problemMediaType]: problem },
  },
};

/** What any request with a body may be refused with, before its route is asked. */
const ofBodies: Responses = {
  413: { description: '`too_large`', content: { [problemMediaType]: problem } },
  415: { description: '`not_json`', content: { [problemMediaType]: problem } },
};

/**
 * The document with its refusals as they are sent: `application/problem+json`, and those of the transport
 * beside each route's own.
 */
export function withProblems(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).map(
    ([path, { get, post, put, patch, delete: remove, ...rest }]) => {
      const operations = Object.entries({ get, post, put, patch, delete: remove }).flatMap(
        ([method, operation]) => (operation === undefined ? [] : [[method, documented(operation)] as const]),
      );
      return [path, { ...rest, ...Object.fromEntries(operations) }] as const;
    },
  );
  return { ...document, paths: Object.fromEntries(paths) };
}

/** The token endpoint refuses as OAuth has it. */
const isOAuths = ({ responses }: Operation): boolean => JSON.stringify(responses).includes('/OAuthError"');

function documented(operation: Operation): Operation {
  if (isOAuths(operation)) return operation;
  const own = Object.entries(operation.responses).flatMap(([status, answer]) =>
    answer === undefined ? [] : [[status, asSent(status, answer)] as const],
  );
  return {
    ...operation,
    responses: {
      ...ofAll,
      ...(operation.requestBody === undefined ? {} : ofBodies),
      ...Object.fromEntries(own),
    },
  };
}

function asSent(status: string, answer: Answer): Answer {
  if (Number(status) < 400 || '$ref' in answer) return answer;
  const { 'application/json': json, ...others } = answer.content ?? {};
  return { ...answer, content: { ...others, [problemMediaType]: json ?? problem } };
}
