import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOfRequest, type KnownRequest } from '../../platform/index.ts';

/** The verified caller of a route that says `@For`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOfRequest(context.switchToHttp().getRequest<KnownRequest>()),
);
