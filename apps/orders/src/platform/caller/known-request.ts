import type { FastifyRequest } from 'fastify';
import type { TokenCaller } from '#libs/contracts';

/** A request once it is known who sent it. */
export type KnownRequest = FastifyRequest & { caller?: TokenCaller };

export function callerOfRequest(request: KnownRequest): TokenCaller {
  if (request.caller === undefined) throw new Error('a route that asks for its caller must say @For');
  return request.caller;
}
