import { RouteConfig } from '@nestjs/platform-fastify';
import type { AuditEvent } from '#libs/service-kit';

/** What a request asks for; by its body where one route does several things. */
export type AuditedAs = AuditEvent | ((body: unknown) => AuditEvent);

export interface AuditedRoute {
  readonly audit?: AuditedAs;
}

/** Leaves an audit line for every request of a route, served or refused, by whatever it was refused. */
export const Audited = (audit: AuditedAs, config: object = {}): MethodDecorator =>
  RouteConfig({ ...config, audit });
