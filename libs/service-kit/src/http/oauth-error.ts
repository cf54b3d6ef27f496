import type { FastifyReply } from 'fastify';
import { type OAuthErrorCode, type ProblemCode, type OAuthError } from '#libs/contracts';
import { printable, ProblemError } from './problem.error.ts';

/** What a route says in its configuration so that its refusals are those of RFC 6749. */
export const oauthRoute = { oauth: true } as const;

export const isOAuthRoute = (config: object): boolean => 'oauth' in config;

/** Thrown by a token endpoint where RFC 6749 has a name of its own for what is wrong. */
export class OAuthRefusal extends ProblemError {
  constructor(
    readonly error: OAuthErrorCode,
    detail: string,
  ) {
    super(error === 'invalid_client' ? 'unauthenticated' : 'invalid_request', detail);
  }
}

const errorOf: Readonly<Partial<Record<ProblemCode, OAuthErrorCode>>> = {
  invalid_request: 'invalid_request',
  too_large: 'invalid_request',
  not_json: 'invalid_request',
  unauthenticated: 'invalid_client',
  too_many_requests: 'temporarily_unavailable',
  unavailable: 'temporarily_unavailable',
};

/** Answers a refusal as RFC 6749 §5.2 has it, and not as a problem. */
export function answerOAuthError(problem: ProblemError, reply: FastifyReply): void {
  const error = problem instanceof OAuthRefusal ? problem.error : (errorOf[problem.code] ?? 'server_error');
  if (error === 'invalid_client')
    void reply.header('WWW-Authenticate', 'Basic realm="passline", charset="UTF-8"');
  void reply
    // What is wrong with the request is 400, whatever HTTP has to say of it.
    .status(error === 'invalid_request' ? 400 : problem.status)
    .header('Content-Type', 'application/json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('Pragma', 'no-cache');
  const body: OAuthError = { error, error_description: printable(problem.detail) };
  void reply.send(JSON.stringify(body));
}
