import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Me, meSchema, type TokenCaller } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { WhoAmIHandler } from './who-am-i.handler.ts';

@ApiTags('Log-in')
@Controller('api/v1/me')
export class WhoAmIController {
  constructor(private readonly handler: WhoAmIHandler) {}

  @Get()
  @For('staff', 'device', 'customer', 'guest')
  @Answers(meSchema, 'Who the token speaks for, and what they may do', [
    'unauthenticated',
    'password_change_required',
    'unavailable',
  ])
  read(@CurrentCaller() caller: TokenCaller): Promise<Me> {
    return this.handler.handle(caller);
  }
}
