import { Body, Controller, Get, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { JWK } from 'jose';
import {
  type Account,
  type ChangePassword,
  changePasswordSchema,
  type Login,
  loginSchema,
  type Refresh,
  refreshSchema,
  type Session,
  sessionSchema,
} from '#libs/contracts';
import { keySetPath } from '#libs/access-tokens';
import { Answers } from '#libs/service-kit';
import { CurrentCaller } from '../guards/current-caller.decorator.ts';
import { EvenWithOneTimePassword, For } from '../guards/for.decorator.ts';
import { KeySet } from '../tokens/key-set.ts';
import { Audited, RateLimited } from '../../platform/index.ts';
import { LogInHandler } from './log-in.handler.ts';

@ApiTags('Log-in')
@Controller()
export class LogInController {
  constructor(
    private readonly handler: LogInHandler,
    private readonly keys: KeySet,
  ) {}

  @Post('api/v1/auth/login')
  @Audited('session.begun')
  @HttpCode(200)
  @RateLimited('passwords')
  @Answers(sessionSchema, 'Log in with a username and a password', [
    'invalid_request',
    'unauthenticated',
    'too_many_requests',
    'unavailable',
  ])
  logIn(@Body({ schema: loginSchema }) body: Login, @Ip() address: string): Promise<Session> {
    return this.handler.logIn(body, address);
  }

  @Post('api/v1/auth/refresh')
  @Audited('session.renewed')
  @HttpCode(200)
  @RateLimited('tokens')
  @Answers(sessionSchema, 'Trade a refresh token for a new pair of tokens', [
    'invalid_request',
    'unauthenticated',
    'unavailable',
  ])
  refresh(@Body({ schema: refreshSchema }) body: Refresh): Promise<Session> {
    return this.handler.refresh(body);
  }

  @Post('api/v1/auth/password')
  @Audited('password.changed')
  @HttpCode(200)
  @RateLimited('passwords')
  @For('staff', 'customer')
  @EvenWithOneTimePassword()
  @Answers(sessionSchema, 'Set another password; the answer holds new tokens', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'too_many_requests',
    'unavailable',
  ])
  changePassword(
    @Body({ schema: changePasswordSchema }) body: ChangePassword,
    @CurrentCaller() caller: Account,
    @Ip() address: string,
  ): Promise<Session> {
    return this.handler.changePassword(caller, body, address);
  }

  @Get(keySetPath)
  @Header('Cache-Control', 'public, max-age=60')
  publicKeys(): { keys: JWK[] } {
    return this.keys.publicKeys;
  }
}
