import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RequestLimits, type RouteLimit } from './request-limits.ts';

const LIMIT = 'passline:limit';

/** Counts the requests of a route beside the general limits. */
@Injectable()
class RouteLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RequestLimits,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const limit = this.reflector.get<RouteLimit>(LIMIT, context.getHandler());
    const { ip, id } = context.switchToHttp().getRequest<FastifyRequest>();
    this.limits.countAddress(ip, limit, id);
    return true;
  }
}

/** For a route that costs more than others and may be asked by anyone: so many a second from one address. */
export const LimitedTo = (limit: RouteLimit): MethodDecorator =>
  applyDecorators(SetMetadata(LIMIT, limit), UseGuards(RouteLimitGuard));
