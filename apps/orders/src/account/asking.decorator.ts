import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#libs/contracts';

/** A request once it is known who sent it. */
export type KnownRequest = FastifyRequest & { caller?: Caller };

export function callerOfRequest(request: KnownRequest): Caller {
  if (request.caller === undefined) throw new Error('a route that asks for its caller must say @For');
  return request.caller;
}

/** The verified caller of a route that says `@For`. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOfRequest(context.switchToHttp().getRequest<KnownRequest>()),
);
