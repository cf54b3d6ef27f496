import { Body, Controller, Delete, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Customer,
  type CustomerAccount,
  customerAccountSchema,
  type CustomerExport,
  customerExportSchema,
  type Done,
  doneSchema,
  type RenameCustomer,
  renameCustomerSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../identity/index.ts';
import { Audited } from '../platform/index.ts';
import { EraseCustomerHandler } from './erase-customer/erase-customer.handler.ts';
import { ExportCustomerHandler } from './export-customer/export-customer.handler.ts';
import { RenameCustomerHandler } from './rename-customer/rename-customer.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers/me')
@For('customer')
export class CustomerDataController {
  constructor(
    private readonly exporting: ExportCustomerHandler,
    private readonly erasing: EraseCustomerHandler,
    private readonly renaming: RenameCustomerHandler,
  ) {}

  @Get('export')
  @Audited('customer.exported')
  @Answers(
    customerExportSchema,
    'All that is kept of the customer, with the messages that they were sent; 503 where those cannot be read now',
    ['unauthenticated', 'forbidden', 'unavailable'],
  )
  export(@CurrentCaller() caller: Customer): Promise<CustomerExport> {
    return this.exporting.handle(caller);
  }

  @Patch()
  @Audited('customer.renamed')
  @Answers(customerAccountSchema, 'Give the account another name', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  rename(
    @Body({ schema: renameCustomerSchema }) body: RenameCustomer,
    @CurrentCaller() caller: Customer,
  ): Promise<CustomerAccount> {
    return this.renaming.handle(caller, body);
  }

  @Delete()
  @Audited('customer.erased')
  @Answers(doneSchema, 'Erase the customer: account, contacts, and what they wrote', [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  erase(@CurrentCaller() caller: Customer): Promise<Done> {
    return this.erasing.handle(caller);
  }
}
