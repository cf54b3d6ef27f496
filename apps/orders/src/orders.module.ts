import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Registry } from 'prom-client';
import type { EventLog } from '#libs/messaging';
import { Health, HealthModule, Hourly, type Logger, MetricsModule, OwnUrl, termsOf } from '#libs/service-kit';
import { AccessGuard } from './account/access.guard.ts';
import { AccessTokens } from './account/access-tokens.ts';
import { AccountRequests } from './account/account-requests.ts';
import { AccountTokens } from './account/account-tokens.ts';
import { BearerTokens } from './account/bearer-tokens.ts';
import { EndedSessions } from './account/ended-sessions.ts';
import { KeySet } from './account/key-set.ts';
import { PassportJwt, TOKEN_SETTINGS } from './account/passport-jwt.ts';
import { PasswordGuesses } from './account/password-guesses.ts';
import { RefreshTokens } from './account/refresh-tokens.ts';
import { TableCodes } from './account/table-codes.ts';
import { TrackingLinks } from './account/tracking-links.ts';
import { AnswerServicesController } from './answer-services/answer-services.controller.ts';
import { AnswerServicesHandler } from './answer-services/answer-services.handler.ts';
import { SERVICE_CREDENTIALS } from './account/services-guard.ts';
import { CancelOrderController } from './cancel-order/cancel-order.controller.ts';
import { CancelOrderHandler } from './cancel-order/cancel-order.handler.ts';
import { ChangeStatusController } from './change-status/change-status.controller.ts';
import { ChangeStatusHandler } from './change-status/change-status.handler.ts';
import { ChangeStatusesController } from './change-statuses/change-statuses.controller.ts';
import { ChangeStatusesHandler } from './change-statuses/change-statuses.handler.ts';
import { Database } from './database/database.ts';
import { DelayOrderController } from './delay-order/delay-order.controller.ts';
import { DelayOrderHandler } from './delay-order/delay-order.handler.ts';
import { EditRestaurantController } from './edit-restaurant/edit-restaurant.controller.ts';
import { EditRestaurantHandler } from './edit-restaurant/edit-restaurant.handler.ts';
import { EnterTableController } from './enter-table/enter-table.controller.ts';
import { EnterTableHandler } from './enter-table/enter-table.handler.ts';
import { forgetWhatIsOutlived } from './forget-outlived/forget-outlived.ts';
import { AskNotifierController } from './hand-back-data/ask-notifier.controller.ts';
import { AskNotifierHandler } from './hand-back-data/ask-notifier.handler.ts';
import { EraseCustomerHandler } from './hand-back-data/erase-customer.handler.ts';
import { ExportCustomerHandler } from './hand-back-data/export-customer.handler.ts';
import { HandBackDataController } from './hand-back-data/hand-back-data.controller.ts';
import { HandOutLettersController } from './hand-out-letters/hand-out-letters.controller.ts';
import { HandOutLettersHandler } from './hand-out-letters/hand-out-letters.handler.ts';
import { IssueDeviceTokenController } from './issue-device-token/issue-device-token.controller.ts';
import { IssueDeviceTokenHandler } from './issue-device-token/issue-device-token.handler.ts';
import { RATE_LIMITS, RequestLimits } from './limit/request-limits.ts';
import { LIMITS_LOGGER, SharedBuckets } from './limit/shared-buckets.ts';
import { ListOrdersController } from './list-orders/list-orders.controller.ts';
import { ListOrdersHandler } from './list-orders/list-orders.handler.ts';
import { LogInController } from './log-in/log-in.controller.ts';
import { LogInHandler } from './log-in/log-in.handler.ts';
import { LogOutController } from './log-out/log-out.controller.ts';
import { ManageDevicesController } from './manage-devices/manage-devices.controller.ts';
import { ManageDevicesHandler } from './manage-devices/manage-devices.handler.ts';
import { ManageStaffController } from './manage-staff/manage-staff.controller.ts';
import { ManageStaffHandler } from './manage-staff/manage-staff.handler.ts';
import { CLOCK } from './order/clock.ts';
import { OrderAccess } from './order/order-access.ts';
import { OrderChanges } from './order/order-changes.ts';
import { PresentOrder } from './order/present-order.ts';
import { RECALL_WINDOW } from './order/recall-window.ts';
import { RecentOrders } from './order/recent-orders.ts';
import type { OrdersSettings } from './orders.config.ts';
import { OutboxRelay } from './outbox/outbox.relay.ts';
import { logCommits } from './outbox/log-commits.ts';
import { watchOutbox } from './outbox/outbox-metrics.ts';
import { OutboxSignal } from './outbox/outbox-signal.ts';
import { wakeRelayOnCommit } from './outbox/outbox-wake-up.ts';
import { PlaceOrderController } from './place-order/place-order.controller.ts';
import { PlaceOrderHandler } from './place-order/place-order.handler.ts';
import { ReadOrderController } from './read-order/read-order.controller.ts';
import { ReadOrderHandler } from './read-order/read-order.handler.ts';
import { RecallOrderController } from './recall-order/recall-order.controller.ts';
import { RecallOrderHandler } from './recall-order/recall-order.handler.ts';
import { ResetPasswordController } from './reset-password/reset-password.controller.ts';
import { ResetPasswordHandler } from './reset-password/reset-password.handler.ts';
import { ShareLinkController } from './share-link/share-link.controller.ts';
import { ShareLinkHandler } from './share-link/share-link.handler.ts';
import { ConfirmSignUpHandler } from './sign-up/confirm-sign-up.handler.ts';
import { SignUpController } from './sign-up/sign-up.controller.ts';
import { SignUpHandler } from './sign-up/sign-up.handler.ts';

export interface OrdersOptions {
  readonly settings: OrdersSettings;
  readonly database: Database;
  readonly eventLog: EventLog;
  /** `PUBLIC_URL`, or where the service listens. */
  readonly publicUrl: OwnUrl;
  readonly logger: Logger;
}

const OPTIONS = Symbol('orders options');

/** Starts what works in the background once everything is wired, and stops it before the database goes. */
@Injectable()
class OrdersLife implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #relay: OutboxRelay;
  readonly #forgetting: Hourly;

  constructor(
    @Inject(OPTIONS) private readonly options: OrdersOptions,
    private readonly keys: KeySet,
    private readonly links: TrackingLinks,
    signal: OutboxSignal,
    health: Health,
  ) {
    const { settings, database, eventLog, logger } = options;
    this.#relay = new OutboxRelay(settings.DATABASE_URL, eventLog, logger);
    this.#forgetting = new Hourly(
      'forgetting what is outlived',
      () => forgetWhatIsOutlived(database),
      logger,
    );
    logCommits(signal, logger);
    wakeRelayOnCommit(signal, this.#relay, database, logger);
    health.needsForReady('database', () => database.isReachable());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.keys.open();
    await this.links.open();
    this.#relay.start();
    this.#forgetting.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#forgetting.stop();
    await this.#relay.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.options.database.dataSource.destroy();
  }
}

const controllers = [
  AnswerServicesController,
  AskNotifierController,
  CancelOrderController,
  ChangeStatusController,
  ChangeStatusesController,
  DelayOrderController,
  EditRestaurantController,
  EnterTableController,
  HandBackDataController,
  HandOutLettersController,
  IssueDeviceTokenController,
  ListOrdersController,
  LogInController,
  LogOutController,
  ManageDevicesController,
  ManageStaffController,
  PlaceOrderController,
  ReadOrderController,
  RecallOrderController,
  ResetPasswordController,
  ShareLinkController,
  SignUpController,
];

/** All that needs no setting. */
const providers = [
  AccessGuard,
  AccessTokens,
  AccountRequests,
  AccountTokens,
  AnswerServicesHandler,
  AskNotifierHandler,
  BearerTokens,
  CancelOrderHandler,
  ChangeStatusHandler,
  ChangeStatusesHandler,
  ConfirmSignUpHandler,
  DelayOrderHandler,
  EditRestaurantHandler,
  EndedSessions,
  EnterTableHandler,
  EraseCustomerHandler,
  ExportCustomerHandler,
  HandOutLettersHandler,
  IssueDeviceTokenHandler,
  KeySet,
  ListOrdersHandler,
  LogInHandler,
  ManageDevicesHandler,
  ManageStaffHandler,
  OrderAccess,
  OrderChanges,
  OrdersLife,
  OutboxSignal,
  PassportJwt,
  PasswordGuesses,
  PlaceOrderHandler,
  PresentOrder,
  ReadOrderHandler,
  RecallOrderHandler,
  RecentOrders,
  RefreshTokens,
  RequestLimits,
  ResetPasswordHandler,
  ShareLinkHandler,
  SharedBuckets,
  SignUpHandler,
  TableCodes,
  TrackingLinks,
];

/** The only writer of a status: orders with their history, and the outbox from which events leave. */
@Module({})
export class OrdersModule {
  static with(options: OrdersOptions): DynamicModule {
    const { settings, database, publicUrl } = options;
    return {
      module: OrdersModule,
      imports: [HealthModule, MetricsModule],
      controllers,
      providers: [
        { provide: OPTIONS, useValue: options },
        { provide: Database, useValue: database },
        { provide: OwnUrl, useValue: publicUrl },
        { provide: CLOCK, useValue: Date.now },
        {
          provide: watchOutbox,
          inject: [Registry],
          useFactory: (registry: Registry) => {
            watchOutbox(registry, database);
            return true;
          },
        },
        { provide: RATE_LIMITS, useValue: settings.RATE_LIMITS },
        { provide: LIMITS_LOGGER, useValue: options.logger },
        { provide: RECALL_WINDOW, useValue: settings.RECALL_WINDOW_MS },
        { provide: TOKEN_SETTINGS, useValue: termsOf(settings) },
        {
          provide: SERVICE_CREDENTIALS,
          useValue: { id: settings.SERVICE_CLIENT_ID, secret: settings.SERVICE_CLIENT_SECRET },
        },
        ...providers,
      ],
    };
  }
}
