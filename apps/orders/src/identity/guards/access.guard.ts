import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Caller } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { type KnownRequest, RequestLimits } from '../../platform/index.ts';
import { BearerTokens } from './bearer-tokens.ts';
import { type Audience, AUDIENCES, ONE_TIME_PASSWORDS } from './audience.ts';

/** Lets in whom `@For` names, which puts this guard before a route. A route without it is open to all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<KnownRequest>();
    const caller = await this.tokens.callerOf(request);
    request.caller = caller;
    this.limits.countCaller(caller, request, http.getResponse<FastifyReply>());
    const mayBeNew =
      this.reflector.get<boolean | undefined>(ONE_TIME_PASSWORDS, context.getHandler()) === true;
    const audiences =
      this.reflector.getAllAndOverride<readonly Audience[] | undefined>(AUDIENCES, [
        context.getHandler(),
        context.getClass(),
      ]) ?? [];
    if (caller.kind === 'staff' && caller.must_change_password && !mayBeNew) throw mustChangePassword();
    if (!audiences.some((audience) => belongsTo(caller, audience)))
      throw new ProblemError('forbidden', refusal(caller));
    return true;
  }
}

const mustChangePassword = (): ProblemError =>
  new ProblemError(
    'password_change_required',
    'Set a password of your own by POST /api/v1/auth/password, then log in with it.',
  );

function belongsTo(caller: Caller, audience: Audience): boolean {
  if (caller.kind === 'staff') return audience === 'staff' || audience === caller.role;
  if (caller.kind !== 'device' || !audience.startsWith('device with ')) return caller.kind === audience;
  return caller.scopes.some((scope) => audience === `device with ${scope}`);
}

function refusal(caller: Caller): string {
  if (caller.kind === 'guest') return 'A tracking link only shows its order.';
  if (caller.kind === 'device') return 'This device does not have the scope for that.';
  return `The role "${caller.role}" may not do that.`;
}
