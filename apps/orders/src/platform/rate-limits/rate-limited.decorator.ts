import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
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
    const http = context.switchToHttp();
    this.limits.countAddress(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), limit);
    return true;
  }
}

/** For a route that costs more than others: its requests from one address are counted by themselves, too. */
export const RateLimited = (limit: RouteLimit): MethodDecorator =>
  applyDecorators(SetMetadata(LIMIT, limit), UseGuards(RouteLimitGuard));
