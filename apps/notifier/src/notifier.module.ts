import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, MetricsModule } from '#libs/service-kit';
import { AccountEmailsModule } from './account-emails/index.ts';
import { type Database, DatabaseModule } from './database/index.ts';
import { DeliveryReportsModule } from './delivery-reports/index.ts';
import { InboundSmsModule } from './inbound-sms/index.ts';
import { IngestEventModule } from './ingest-event/index.ts';
import { PendingTasksModule } from './pending-tasks/index.ts';
import { PlatformModule, type PlatformOptions } from './platform/index.ts';
import { MailboxModule, TransportsModule } from './providers/index.ts';
import { RetentionModule } from './retention/index.ts';
import { SendMessageModule } from './send-message/index.ts';

export interface NotifierOptions extends PlatformOptions {
  /** Connected; the module closes it when it stops. */
  readonly database: Database;
}

/** One message per moment and channel, for a process of its own or one together with other services. */
@Module({
  imports: [
    HealthModule,
    MetricsModule,
    IngestEventModule,
    SendMessageModule,
    DeliveryReportsModule,
    AccountEmailsModule,
    InboundSmsModule,
    PendingTasksModule,
    RetentionModule,
  ],
})
export class NotifierModule {
  static with({ database, ...options }: NotifierOptions): DynamicModule {
    return {
      module: NotifierModule,
      imports: [
        PlatformModule.with(options),
        DatabaseModule.with(database),
        TransportsModule.with(options),
        ...(options.mailbox ? [MailboxModule] : []),
      ],
    };
  }
}
