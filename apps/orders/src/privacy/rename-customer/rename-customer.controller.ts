import { Body, Controller, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Customer,
  type CustomerAccount,
  customerAccountSchema,
  type RenameCustomer,
  renameCustomerSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { RenameCustomerHandler } from './rename-customer.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers/me')
export class RenameCustomerController {
  constructor(private readonly handler: RenameCustomerHandler) {}

  @Patch()
  @For('customer')
  @Audited('customer.renamed')
  @Answers(customerAccountSchema, 'Give the account another name', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  // Its name in clients that were generated before this route had a controller of its own.
  @ApiOperation({ operationId: 'CustomerDataController_rename' })
  rename(
    @Body({ schema: renameCustomerSchema }) body: RenameCustomer,
    @CurrentCaller() caller: Customer,
  ): Promise<CustomerAccount> {
    return this.handler.handle(caller, body);
  }
}
