import { randomUUID } from 'node:crypto';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import {
  type Credentials,
  Health,
  type HealthCheck,
  HealthModule,
  Hourly,
  type Logger,
  MetricsModule,
  OrdersClient,
  type OwnUrl,
} from '#libs/service-kit';
import { AnswerTextController } from './answer-texts/answer-text.controller.ts';
import { AnswerTextHandler } from './answer-texts/answer-text.handler.ts';
import { CollectErrands } from './collect-errands/collect-errands.ts';
import { ConsentLedger } from './consent/consent-ledger.ts';
import { connectNotifier, type DatabaseOptions } from './database/connect-notifier.ts';
import { Database } from './database/database.ts';
import { EmailChannel } from './email/email.channel.ts';
import type { MailTransport } from './email/mail.ts';
import { Smtp } from './email/smtp.ts';
import { forgetWhatIsOutlived } from './forget-outlived/forget-outlived.ts';
import { MailboxController } from './mailbox/mailbox.controller.ts';
import { Mailbox } from './mailbox/mailbox.ts';
import { ChannelLane } from './notification/channel-lane.ts';
import type { Worker } from './notification/due-work.ts';
import { CustomerRecord } from './notification/customer-record.ts';
import { LetterQueue } from './notification/letter-queue.ts';
import { NotificationMetrics, type Results } from './notification/notification-metrics.ts';
import { NotificationQueue } from './notification/notification-queue.ts';
import { type Lane, NotificationWorkers } from './notification/notification-workers.ts';
import { ToldResults } from './notification/told-results.ts';
import { Traces } from './notification/traces.ts';
import { channels, type Notification } from './notification/notification.entity.ts';
import {
  mailboxFolder,
  type NotifierSettings,
  refuseWithoutProviders,
  smtpOf,
  twilioOf,
} from './notifier.config.ts';
import { NotifyCustomerWhenStatusChangesConsumer } from './notify-customer/notify-customer-when-status-changes.consumer.ts';
import { TakeInEventHandler } from './notify-customer/take-in-event.handler.ts';
import { SendLetterHandler } from './send-letter/send-letter.handler.ts';
import { SharedFacts } from './send-message/shared-facts.ts';
import { SendMessageHandler } from './send-message/send-message.handler.ts';
import { SettleSmsHandler } from './settle-sms/settle-sms.handler.ts';
import { SmsStatusController } from './settle-sms/sms-status.controller.ts';
import { SmsStatusHandler } from './settle-sms/sms-status.handler.ts';
import { PublicUrl } from './sms/public-url.ts';
import type { SmsProvider } from './sms/sms-provider.ts';
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
      controllers: [
        AnswerTextController,
        NotifyCustomerWhenStatusChangesConsumer,
        SmsStatusController,
        ...(mailbox === null ? [] : [MailboxController]),
      ],
      providers: [
        ...providersOf(options, mailbox),
        ...(mailbox === null ? [] : [{ provide: Mailbox, useValue: mailbox }]),
      ],
    };
  }
}

/** Forgets what is outlived while it runs, and closes what was opened once nothing uses it any more. */
class NotifierLife {
  constructor(
    private readonly forgetting: Hourly,
    private readonly close: () => Promise<void>,
  ) {}

  onApplicationBootstrap(): void {
    this.forgetting.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.forgetting.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** What surrounds the notifier, apart from its database. */
interface Surroundings {
  readonly orders: OrdersClient;
  readonly publicUrl: PublicUrl;
  readonly smtp: Smtp | null;
  /** Null where mail cannot be sent. */
  readonly mail: MailTransport | null;
  /** Null where texts cannot be sent. */
  readonly texts: SmsProvider | null;
}

function surroundingsOf(
  { settings, ordersUrl, credentials }: NotifierOptions,
  mailbox: Mailbox | null,
): Surroundings {
  const [smtpSettings, twilio] = [smtpOf(settings), twilioOf(settings)];
  const orders = new OrdersClient(ordersUrl, credentials);
  const smtp = smtpSettings === null ? null : new Smtp(smtpSettings.url);
  return {
    orders,
    publicUrl: new PublicUrl(orders),
    smtp,
    mail: smtp ?? mailbox,
    texts: twilio === null ? mailbox : new Twilio(twilio),
  };
}

function providersOf(options: NotifierOptions, mailbox: Mailbox | null): Provider[] {
  const { database, logger, now = () => new Date() } = options;
  const around = surroundingsOf(options, mailbox);
  return [
    {
      provide: Database,
      useFactory: () =>
        connectNotifier({
          ...database,
          onConnectionError: (err) => logger.warn({ err }, 'A connection to the database broke.'),
        }),
    },
    {
      provide: ConsentLedger,
      inject: [Database],
      useFactory: (connected: Database) => new ConsentLedger(connected, now),
    },
    {
      provide: NotificationMetrics,
      inject: [Registry, Database],
      useFactory: (registry: Registry, connected: Database) => new NotificationMetrics(registry, connected),
    },
    ...hearingProviders(options, around),
    {
      provide: LetterQueue,
      inject: [Database],
      useFactory: (connected: Database) => new LetterQueue(connected, workerOf(options)),
    },
    {
      provide: NotificationWorkers,
      inject: [Database, ConsentLedger, NotificationMetrics, LetterQueue],
      useFactory: (
        connected: Database,
        consents: ConsentLedger,
        metrics: NotificationMetrics,
        letters: LetterQueue,
      ) => {
        const results = new ToldResults(metrics, logger);
        return new NotificationWorkers([
          ...orderLanes(options, around, { database: connected, consents, results }),
          letterLane(options, around, letters, results),
        ]);
      },
    },
    {
      provide: CollectErrands,
      inject: [Database, LetterQueue, NotificationWorkers],
      useFactory: (connected: Database, letters: LetterQueue, workers: NotificationWorkers) =>
        new CollectErrands({
          orders: around.orders,
          letters,
          traces: new Traces(connected, mailbox),
          record: new CustomerRecord(connected),
          workers,
          logger,
          now,
        }),
    },
    {
      provide: NotifierLife,
      inject: [Database, NotificationWorkers, Health],
      useFactory: (connected: Database, workers: NotificationWorkers, health: Health) => {
        registerHealth(health, { database: connected, workers, options });
        const forgetting = new Hourly(
          'forgetting what is outlived',
          () => forgetWhatIsOutlived(connected, mailbox, now()),
          logger,
        );
        return new NotifierLife(forgetting, async () => {
          around.smtp?.close();
          await connected.close();
        });
      },
    },
  ];
}

/** What takes in events, and what the provider reports and passes on. */
function hearingProviders(
  { settings, logger, now = () => new Date() }: NotifierOptions,
  { orders, publicUrl }: Surroundings,
): Provider[] {
  const authToken = twilioOf(settings)?.authToken ?? null;
  return [
    {
      provide: TakeInEventHandler,
      inject: [Database],
      useFactory: (database: Database) =>
        new TakeInEventHandler(database, { holdMs: settings.NOTIFY_HOLD_MS, now, logger }),
    },
    {
      provide: SmsStatusHandler,
      inject: [Database, ConsentLedger],
      useFactory: (database: Database, consents: ConsentLedger) =>
        new SmsStatusHandler(database, consents, authToken, now),
    },
    {
      provide: AnswerTextHandler,
      inject: [ConsentLedger],
      useFactory: (consents: ConsentLedger) =>
        new AnswerTextHandler({ consents, orders, publicUrl, authToken }),
    },
  ];
}

interface Working {
  readonly database: Database;
  readonly consents: ConsentLedger;
  readonly results: Results;
}

function orderLanes(
  options: NotifierOptions,
  around: Surroundings,
  { database, consents, results }: Working,
): Lane[] {
  const { logger, now = () => new Date() } = options;
  const { mail, texts, publicUrl } = around;
  const { leaseMs, lookUpAfterMs, graceMs } = timingOf(options);
  const orders = new SharedFacts(around.orders);
  const queue = new NotificationQueue(database, workerOf(options));
  const sendMessage = new SendMessageHandler({
    queue,
    orders,
    results,
    now,
    lookUpAfterMs,
    channels: {
      email: mail === null ? null : new EmailChannel(mail, senderOf(options)),
      sms: texts === null ? null : new SmsChannel(texts, consents, publicUrl),
    },
  });
  const settleSms = new SettleSmsHandler({ queue, orders, provider: texts, results, now, graceMs });
  const handle = (notification: Notification): Promise<void> =>
    (notification.state === 'unknown' ? settleSms : sendMessage).handle(notification);
  return channels.map(
    (channel) => new ChannelLane({ lane: channel, due: queue.due(channel), handle, logger, now, leaseMs }),
  );
}

function letterLane(
  options: NotifierOptions,
  { orders, mail }: Surroundings,
  queue: LetterQueue,
  results: Results,
): Lane {
  const { logger, now = () => new Date() } = options;
  const sendLetter = new SendLetterHandler({ queue, orders, mail, results, now, sender: senderOf(options) });
  return new ChannelLane({
    lane: 'letters',
    due: queue.due,
    handle: (letter) => sendLetter.handle(letter),
    logger,
    now,
    leaseMs: timingOf(options).leaseMs,
  });
}

const timingOf = ({ timing }: NotifierOptions): NotifierTiming => ({ ...defaultTiming, ...timing });

const workerOf = (options: NotifierOptions): Worker => ({
  owner: randomUUID(),
  leaseMs: timingOf(options).leaseMs,
  now: options.now ?? (() => new Date()),
});

const senderOf = ({ settings }: NotifierOptions): string =>
  smtpOf(settings)?.sender ?? 'orders@passline.invalid';

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
