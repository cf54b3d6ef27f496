import { Injectable } from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { ProblemError } from '#libs/service-kit';
import { CustomerRecord } from './customer-record.ts';

/** Hands in what the notifier keeps of a customer who takes their data along. */
@Injectable()
export class ExportCustomerHandler {
  constructor(
    private readonly orders: OrdersClient,
    private readonly record: CustomerRecord,
  ) {}

  async handle(exportId: string): Promise<void> {
    try {
      for (const part of await this.record.read(await this.orders.exportedCustomer(exportId)))
        await this.orders.exportPart(exportId, part);
    } catch (error) {
      // Whoever asked has given up waiting.
      if (error instanceof ProblemError && error.code === 'not_found') return;
      throw error;
    }
    await this.orders.tasksTaken({ exports: [exportId] });
  }
}
