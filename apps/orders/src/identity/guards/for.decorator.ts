import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { AccessGuard } from './access.guard.ts';
import { type Audience, AUDIENCES, ONE_TIME_PASSWORDS } from './audience.ts';

/** Lets in those too who still have the one-time password that they were given. */
export const EvenWithOneTimePassword = (): MethodDecorator => SetMetadata(ONE_TIME_PASSWORDS, true);

/**
 * Opens a route to these callers, and to no one else; whose order it is, and which steps are theirs, is
 * judged later.
 */
export const For = (...audiences: readonly Audience[]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(AUDIENCES, audiences), UseGuards(AccessGuard), ApiBearerAuth());
