import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Customer, type CustomerExport, customerExportSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { ExportCustomerHandler } from './export-customer.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers/me/export')
export class ExportCustomerController {
  constructor(private readonly handler: ExportCustomerHandler) {}

  @Get()
  @For('customer')
  @Audited('customer.exported')
  @Answers(
    customerExportSchema,
    'All that is kept of the customer, with the messages that they were sent; 503 where those cannot be read now',
    ['unauthenticated', 'forbidden', 'unavailable'],
  )
  // Its name in clients that were generated before this route had a controller of its own.
  @ApiOperation({ operationId: 'CustomerDataController_export' })
  export(@CurrentCaller() caller: Customer): Promise<CustomerExport> {
    return this.handler.handle(caller);
  }
}
