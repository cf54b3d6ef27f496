import { Controller, Delete, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Customer,
  type CustomerExport,
  customerExportSchema,
  type Done,
  doneSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { Asking } from '../account/asking.decorator.ts';
import { For } from '../account/for.decorator.ts';
import { Audited } from '../audit/audited.decorator.ts';
import { EraseCustomerHandler } from './erase-customer.handler.ts';
import { ExportCustomerHandler } from './export-customer.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers/me')
@For('customer')
export class HandBackDataController {
  constructor(
    private readonly exporting: ExportCustomerHandler,
    private readonly erasing: EraseCustomerHandler,
  ) {}

  @Get('export')
  @Audited('customer.exported')
  @Answers(
    customerExportSchema,
    'All that is kept of the customer, with the messages that they were sent; 503 where those cannot be read now',
    ['unauthenticated', 'forbidden', 'unavailable'],
  )
  export(@Asking() caller: Customer): Promise<CustomerExport> {
    return this.exporting.handle(caller);
  }

  @Delete()
  @Audited('customer.erased')
  @Answers(doneSchema, 'Erase the customer: account, contacts, and what they wrote', [
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  erase(@Asking() caller: Customer): Promise<Done> {
    return this.erasing.handle(caller);
  }
}
