import { Injectable } from '@nestjs/common';
import type { PendingTasks } from '#libs/contracts';
import { EraseCustomerHandler } from './erase-customer.handler.ts';
import { ExportCustomerHandler } from './export-customer.handler.ts';
import type { PendingTask } from './pending-task.ts';
import { QueueAccountEmailHandler } from './queue-account-email.handler.ts';

/** Who does what. */
@Injectable()
export class PendingTaskHandlers {
  constructor(
    private readonly queueAccountEmail: QueueAccountEmailHandler,
    private readonly eraseCustomer: EraseCustomerHandler,
    private readonly exportCustomer: ExportCustomerHandler,
  ) {}

  tasksOf({ account_emails, erasures, exports, trace_ids }: PendingTasks): readonly PendingTask[] {
    const task = (kind: PendingTask['kind'], id: string, handle: PendingTask['handle']): PendingTask => ({
      kind,
      id,
      traceId: trace_ids[id],
      handle,
    });
    return [
      ...account_emails.map((id) => task('account email', id, () => this.queueAccountEmail.handle(id))),
      ...erasures.map((erasure) =>
        task('erasure', erasure.erasure_id, () => this.eraseCustomer.handle(erasure)),
      ),
      ...exports.map((id) => task('export', id, () => this.exportCustomer.handle(id))),
    ];
  }
}
