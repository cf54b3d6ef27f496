import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import type { OrdersSettings } from '../orders.config.ts';
import { OutboxModule } from '../outbox/index.ts';
import { SETTINGS } from '../platform/index.ts';
import { RestaurantsModule } from '../restaurants/index.ts';
import { AmendOrderController } from './amend-order/amend-order.controller.ts';
import { AmendOrderHandler } from './amend-order/amend-order.handler.ts';
import { CancelOrderController } from './cancel-order/cancel-order.controller.ts';
import { CancelOrderHandler } from './cancel-order/cancel-order.handler.ts';
import { ChangeStatusController } from './change-status/change-status.controller.ts';
import { ChangeStatusHandler } from './change-status/change-status.handler.ts';
import { ChangeStatusesController } from './change-statuses/change-statuses.controller.ts';
import { ChangeStatusesHandler } from './change-statuses/change-statuses.handler.ts';
import { DelayOrderController } from './delay-order/delay-order.controller.ts';
import { DelayOrderHandler } from './delay-order/delay-order.handler.ts';
import { GiveFeedbackController } from './give-feedback/give-feedback.controller.ts';
import { GiveFeedbackHandler } from './give-feedback/give-feedback.handler.ts';
import { ListOrdersController } from './list-orders/list-orders.controller.ts';
import { ListOrdersHandler } from './list-orders/list-orders.handler.ts';
import { AfterCommit } from './order/writing/after-commit.ts';
import { ChangeWriter } from './order/writing/change-writer.ts';
import { OrderAccess } from './order/reading/order-access.ts';
import { OrderChanges } from './order/writing/order-changes.ts';
import { PresentOrder } from './order/reading/present-order.ts';
import { RECALL_WINDOW } from './order/model/recall-window.ts';
import { RecentOrders } from './order/writing/recent-orders.ts';
import { PlaceOrderController } from './place-order/place-order.controller.ts';
import { PlaceOrderHandler } from './place-order/place-order.handler.ts';
import { PlacementWriter } from './place-order/placement-writer.ts';
import { ReadOrderController } from './read-order/read-order.controller.ts';
import { ReadOrderHandler } from './read-order/read-order.handler.ts';
import { RecallOrderController } from './recall-order/recall-order.controller.ts';
import { RecallOrderHandler } from './recall-order/recall-order.handler.ts';

/** Orders: placed, read, and changed step by step. */
@Module({
  imports: [OutboxModule, IdentityModule, RestaurantsModule],
  controllers: [
    AmendOrderController,
    CancelOrderController,
    ChangeStatusController,
    ChangeStatusesController,
    DelayOrderController,
    GiveFeedbackController,
    ListOrdersController,
    PlaceOrderController,
    ReadOrderController,
    RecallOrderController,
  ],
  providers: [
    {
      provide: RECALL_WINDOW,
      inject: [SETTINGS],
      useFactory: (settings: OrdersSettings) => settings.RECALL_WINDOW_MS,
    },
    AfterCommit,
    AmendOrderHandler,
    CancelOrderHandler,
    ChangeStatusHandler,
    ChangeStatusesHandler,
    ChangeWriter,
    DelayOrderHandler,
    GiveFeedbackHandler,
    ListOrdersHandler,
    OrderAccess,
    OrderChanges,
    PlaceOrderHandler,
    PlacementWriter,
    PresentOrder,
    ReadOrderHandler,
    RecallOrderHandler,
    RecentOrders,
  ],
  exports: [OrderChanges, PresentOrder, RecentOrders],
})
export class OrderingModule {}
