import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Credentials, ProblemError, readBasic, sameSecret } from '#libs/service-kit';

export const SERVICE_CREDENTIALS = Symbol('service credentials');

/** Lets in the other services alone, by the credentials that the three share. */
@Injectable()
export class ServicesGuard implements CanActivate {
  constructor(@Inject(SERVICE_CREDENTIALS) private readonly credentials: Credentials) {}

  canActivate(context: ExecutionContext): boolean {
    const given = readBasic(context.switchToHttp().getRequest<FastifyRequest>().headers.authorization);
    const known = given !== null && given.id === this.credentials.id && sameSecret(given.secret, this.credentials.secret);
    if (!known) throw new ProblemError('unauthenticated', 'Only for the services, by SERVICE_CLIENT_ID and SERVICE_CLIENT_SECRET.');
    return true;
  }
}
