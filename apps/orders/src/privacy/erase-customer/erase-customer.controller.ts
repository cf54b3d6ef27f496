import { Controller, Delete } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Customer, type Done, doneSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { EraseCustomerHandler } from './erase-customer.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers/me')
export class EraseCustomerController {
  constructor(private readonly handler: EraseCustomerHandler) {}

  @Delete()
  @For('customer')
  @Audited('customer.erased')
  @Answers(doneSchema, 'Erase the customer: account, contacts, and what they wrote', [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  // Its name in clients that were generated before this route had a controller of its own.
  @ApiOperation({ operationId: 'CustomerDataController_erase' })
  erase(@CurrentCaller() caller: Customer): Promise<Done> {
    return this.handler.handle(caller);
  }
}
