import type { FastifyRequest } from 'fastify';
import type { Caller } from '#libs/contracts';

/** A request once it is known who sent it. */
export type KnownRequest = FastifyRequest & { caller?: Caller };

export function callerOfRequest(request: KnownRequest): Caller {
  if (request.caller === undefined) throw new Error('a route that asks for its caller must say @For');
  return request.caller;
}
