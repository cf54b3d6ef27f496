import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Device, type Pace, paceSchema, type SetPace, setPaceSchema, type Staff } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { SetPaceHandler } from './set-pace.handler.ts';

@ApiTags('Pace')
@Controller('api/v1/restaurant/pace')
export class SetPaceController {
  constructor(private readonly handler: SetPaceHandler) {}

  @Get()
  @For('staff', 'device')
  @Answers(paceSchema, 'How many orders the restaurant takes right now', [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  read(@CurrentCaller() caller: Staff | Device): Promise<Pace> {
    return this.handler.read(caller);
  }

  @Put()
  @For('admin', 'manager', 'cashier', 'kitchen')
  @Audited('pace.changed')
  @Answers(
    paceSchema,
    'Say how many orders the restaurant takes: `busy` adds `extra_minutes` to each new estimate (10 where they are left out), `paused` takes orders from staff alone, and `until` opens it again',
    ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'],
  )
  set(@Body({ schema: setPaceSchema }) body: SetPace, @CurrentCaller() caller: Staff): Promise<Pace> {
    return this.handler.set(body, caller);
  }
}
