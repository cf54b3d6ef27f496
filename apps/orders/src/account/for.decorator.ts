import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Scope } from '#libs/contracts';
import { AccessGuard } from './access.guard.ts';

/** Who may call a route: `staff` of any role, a `device` with a scope (or with any), a `customer`, or a `guest` with a tracking link. */
export type Audience = 'staff' | 'device' | `device with ${Scope}` | 'customer' | 'guest';

export const AUDIENCES = 'passline:audiences';

export const ONE_TIME_PASSWORDS = 'passline:one-time-passwords';

/** Lets in those too who still have the one-time password that they were given. */
export const EvenWithOneTimePassword = (): MethodDecorator => SetMetadata(ONE_TIME_PASSWORDS, true);

/** Opens a route to these callers, and to no one else; whose order it is, and which steps are theirs, is judged later. */
export const For = (...audiences: readonly Audience[]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(AUDIENCES, audiences), UseGuards(AccessGuard), ApiBearerAuth());
