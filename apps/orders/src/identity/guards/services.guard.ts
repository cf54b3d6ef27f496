import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Credentials, ProblemError, readBasic, sameSecret } from '#libs/service-kit';
import { RequestLimits } from '../../platform/index.ts';

export const SERVICE_CREDENTIALS = Symbol('service credentials');

/**
 * Lets in the other services alone, by the credentials that the three share; only who is none of them is
 * counted.
 */
@Injectable()
export class ServicesGuard implements CanActivate {
  constructor(
    @Inject(SERVICE_CREDENTIALS) private readonly credentials: Credentials,
    private readonly limits: RequestLimits,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const given = readBasic(request.headers.authorization);
    const known =
      given !== null && given.id === this.credentials.id && sameSecret(given.secret, this.credentials.secret);
    if (known) return true;
    this.limits.countAddress(request, http.getResponse<FastifyReply>(), 'address');
    throw new ProblemError(
      'unauthenticated',
      'Only for the services, by SERVICE_CLIENT_ID and SERVICE_CLIENT_SECRET.',
    );
  }
}
