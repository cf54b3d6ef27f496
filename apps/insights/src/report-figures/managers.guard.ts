import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Staff } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { CallerLimits } from './caller-limits.ts';
import { BearerTokens } from './bearer-tokens.ts';

/** A request of someone who runs a restaurant. */
export type ManagersRequest = FastifyRequest & { restaurantId: string };

/** Lets in admins and managers, each for their own restaurant. */
@Injectable()
export class ManagersGuard implements CanActivate {
  constructor(
    @Inject(BearerTokens) private readonly tokens: BearerTokens,
    private readonly limits: CallerLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<ManagersRequest>();
    const caller = await this.tokens.callerOf(request.headers.authorization);
    this.limits.count(caller, request, http.getResponse<FastifyReply>());
    request.restaurantId = managerOf(caller).restaurant_id;
    return true;
  }
}

function managerOf(caller: Caller): Staff {
  if (caller.kind === 'staff' && caller.must_change_password)
    throw new ProblemError(
      'password_change_required',
      'Set a password of your own by POST /api/v1/auth/password, then log in with it.',
    );
  if (caller.kind === 'staff' && (caller.role === Role.Admin || caller.role === Role.Manager)) return caller;
  throw new ProblemError('forbidden', 'Figures are for the admins and managers of a restaurant.');
}
