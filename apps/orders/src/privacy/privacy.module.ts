import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { OrderingModule } from '../ordering/index.ts';
import { EraseCustomerController } from './erase-customer/erase-customer.controller.ts';
import { EraseCustomerHandler } from './erase-customer/erase-customer.handler.ts';
import { ExportCustomerController } from './export-customer/export-customer.controller.ts';
import { ExportCustomerHandler } from './export-customer/export-customer.handler.ts';
import { NotifierExportController } from './export-customer/notifier-export.controller.ts';
import { NotifierExportHandler } from './export-customer/notifier-export.handler.ts';
import { RenameCustomerController } from './rename-customer/rename-customer.controller.ts';
import { RenameCustomerHandler } from './rename-customer/rename-customer.handler.ts';
import { HourlyRetention } from './retention/hourly-retention.ts';

/** What customers may have and may have erased, and how long things are kept. */
@Module({
  imports: [IdentityModule, OrderingModule],
  controllers: [
    EraseCustomerController,
    ExportCustomerController,
    NotifierExportController,
    RenameCustomerController,
  ],
  providers: [
    EraseCustomerHandler,
    ExportCustomerHandler,
    HourlyRetention,
    NotifierExportHandler,
    RenameCustomerHandler,
  ],
})
export class PrivacyModule {}
