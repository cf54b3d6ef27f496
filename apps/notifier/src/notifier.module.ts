import { randomUUID } from 'node:crypto';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { type Credentials, Health, type HealthCheck, HealthModule, type Logger, MetricsModule, OrdersClient, type OwnUrl } from '#libs/service-kit';
import { ConsentLedger } from './consent/consent-ledger.ts';
import { connectNotifier, type DatabaseOptions } from './database/connect-notifier.ts';
import { Database } from './database/database.ts';
import { EmailChannel } from './email/email.channel.ts';
import { Smtp } from './email/smtp.ts';
import { MailboxController } from './mailbox/mailbox.controller.ts';
import { Mailbox } from './mailbox/mailbox.ts';
import { ChannelLane } from './notification/channel-lane.ts';
import { NotificationMetrics } from './notification/notification-metrics.ts';
import { NotificationQueue } from './notification/notification-queue.ts';
import { NotificationWorkers } from './notification/notification-workers.ts';
import { channels, type Notification } from './notification/notification.entity.ts';
import { mailboxFolder, type NotifierSettings, refuseWithoutProviders, smtpOf, twilioOf } from './notifier.config.ts';
import { NotifyCustomerWhenStatusChangesConsumer } from './notify-customer/notify-customer-when-status-changes.consumer.ts';
import { TakeInEventHandler } from './notify-customer/take-in-event.handler.ts';
import { SharedFacts } from './send-message/shared-facts.ts';
import { SendMessageHandler } from './send-message/send-message.handler.ts';
import { SettleSmsHandler } from './settle-sms/settle-sms.handler.ts';
import { SmsStatusController } from './settle-sms/sms-status.controller.ts';
import { SmsStatusHandler } from './settle-sms/sms-status.handler.ts';
import { SmsChannel } from './sms/sms.channel.ts';
import { Twilio } from './sms/twilio.ts';

/** How patient the notifier is, in milliseconds. */
export interface NotifierTiming {
  /** How long a message counts as in hand without a sign of life from its process. */
  readonly leaseMs: number;
  /** How long after a doubtful send a text is first looked for. */
  readonly lookUpAfterMs: number;
  /** How long after a doubtful send the provider may still be making up its mind. */
  readonly graceMs: number;
}

const defaultTiming: NotifierTiming = { leaseMs: 15_000, lookUpAfterMs: 2_000, graceMs: 12_000 };

export interface NotifierOptions {
  readonly settings: NotifierSettings;
  readonly database: DatabaseOptions;
  /** By which the notifier is known to `orders`. */
  readonly credentials: Credentials;
  readonly ordersUrl: OwnUrl;
  readonly logger: Logger;
  /** Keep messages in a mailbox of files where no provider is set up; otherwise one is needed. */
  readonly mailbox: boolean;
  /** Whether the order events flow; asked for readiness. */
  readonly consumerHealthy?: HealthCheck;
  readonly timing?: Partial<NotifierTiming>;
  readonly now?: () => Date;
}

/** Everything that the notifier is made of, for a process of its own or one together with others. */
@Module({})
export class NotifierModule {
  /** @throws SettingError where there is no way to reach customers */
  static with(options: NotifierOptions): DynamicModule {
    if (!options.mailbox) refuseWithoutProviders(options.settings);
    const mailbox = options.mailbox ? new Mailbox(mailboxFolder(options.settings)) : null;
    return {
      module: NotifierModule,
      imports: [HealthModule, MetricsModule],
      controllers: [NotifyCustomerWhenStatusChangesConsumer, SmsStatusController, ...(mailbox === null ? [] : [MailboxController])],
      providers: [...providersOf(options, mailbox), ...(mailbox === null ? [] : [{ provide: Mailbox, useValue: mailbox }])],
    };
  }
}

/** Closes what was opened, once nothing uses it any more. */
class Closing {
  constructor(private readonly close: () => Promise<void>) {}

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

function providersOf(options: NotifierOptions, mailbox: Mailbox | null): Provider[] {
  const { settings, database, now = () => new Date() } = options;
  const smtpSettings = smtpOf(settings);
  const smtp = smtpSettings === null ? null : new Smtp(smtpSettings.url);
  return [
    { provide: Database, useFactory: () => connectNotifier({ ...database, onConnectionError: (err) => options.logger.warn({ err }, 'A connection to the database broke.') }) },
    { provide: TakeInEventHandler, inject: [Database], useFactory: (connected: Database) => new TakeInEventHandler(connected, { holdMs: settings.NOTIFY_HOLD_MS, now }) },
    { provide: SmsStatusHandler, inject: [Database], useFactory: (connected: Database) => new SmsStatusHandler(connected, twilioOf(settings)?.authToken ?? null, now) },
    { provide: NotificationMetrics, inject: [Registry, Database], useFactory: (registry: Registry, connected: Database) => new NotificationMetrics(registry, connected) },
    {
      provide: NotificationWorkers,
      inject: [Database, NotificationMetrics],
      useFactory: (connected: Database, results: NotificationMetrics) => workersOf(options, { database: connected, results, smtp, mailbox }),
    },
    {
      provide: Closing,
      inject: [Database, NotificationWorkers, Health],
      useFactory: (connected: Database, workers: NotificationWorkers, health: Health) => {
        registerHealth(health, { database: connected, workers, options });
        return new Closing(async () => {
          smtp?.close();
          await connected.close();
        });
      },
    },
  ];
}

interface Carriers {
  readonly database: Database;
  readonly results: NotificationMetrics;
  readonly smtp: Smtp | null;
  readonly mailbox: Mailbox | null;
}

function workersOf(options: NotifierOptions, { database, results, smtp, mailbox }: Carriers): NotificationWorkers {
  const { settings, logger, now = () => new Date() } = options;
  const { leaseMs, lookUpAfterMs, graceMs } = { ...defaultTiming, ...options.timing };
  const twilio = twilioOf(settings);
  const provider = twilio === null ? mailbox : new Twilio(twilio);
  const transport = smtp ?? mailbox;
  const orders = new SharedFacts(new OrdersClient(options.ordersUrl, options.credentials));
  const queue = new NotificationQueue(database, { owner: randomUUID(), leaseMs, now });
  const sendMessage = new SendMessageHandler({
    queue, orders, results, now, lookUpAfterMs,
    channels: {
      email: transport === null ? null : new EmailChannel(transport, smtpOf(settings)?.sender ?? 'orders@passline.invalid'),
      sms: provider === null ? null : new SmsChannel(provider, new ConsentLedger(database, now)),
    },
  });
  const settleSms = new SettleSmsHandler({ queue, orders, provider, results, now, graceMs });
  const handle = (notification: Notification): Promise<void> => (notification.state === 'unknown' ? settleSms : sendMessage).handle(notification);
  return new NotificationWorkers(channels.map((channel) => new ChannelLane({ lane: channel, due: queue.due(channel), handle, logger, now, leaseMs })));
}

interface Watched {
  readonly database: Database;
  readonly workers: NotificationWorkers;
  readonly options: NotifierOptions;
}

function registerHealth(health: Health, { database, workers, options }: Watched): void {
  health.needsForReady('notifier database', () => database.isReachable());
  health.needsForReady('notifier consumer', options.consumerHealthy ?? (() => true));
  health.needsForLive('notifier workers', () => workers.areMakingProgress());
}
