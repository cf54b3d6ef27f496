import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Caller } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import type { KnownRequest } from './asking.decorator.ts';
import { BearerTokens } from './bearer-tokens.ts';
import { AUDIENCES, type Audience } from './for.decorator.ts';

/** Lets in whom the route's `@For` names. A route without one is closed to all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: BearerTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const caller = await this.tokens.callerOf(request);
    const audiences = this.reflector.getAllAndOverride<readonly Audience[] | undefined>(AUDIENCES, [context.getHandler(), context.getClass()]) ?? [];
    if (!audiences.some((audience) => belongsTo(caller, audience))) throw new ProblemError('forbidden', refusal(caller));
    request.caller = caller;
    return true;
  }
}

function belongsTo(caller: Caller, audience: Audience): boolean {
  if (caller.kind !== 'device' || !audience.startsWith('device with ')) return caller.kind === audience;
  return caller.scopes.some((scope) => audience === `device with ${scope}`);
}

function refusal(caller: Caller): string {
  if (caller.kind === 'guest') return 'A tracking link only shows its order.';
  if (caller.kind === 'device') return 'This device does not have the scope for that.';
  return `The role "${caller.role}" may not do that.`;
}
