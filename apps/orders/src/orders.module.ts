import { type DynamicModule, Module } from '@nestjs/common';
import { IdentityModule } from './identity/index.ts';
import { InternalApiModule } from './internal-api/index.ts';
import { OrderingModule } from './ordering/index.ts';
import { OutboxModule } from './outbox/index.ts';
import { type OrdersOptions, PlatformModule } from './platform/index.ts';
import { PrivacyModule } from './privacy/index.ts';
import { RestaurantsModule } from './restaurants/index.ts';
import { TimersModule } from './timers/index.ts';
import { TrackingLinksModule } from './tracking-links/index.ts';

/** The only writer of a status: orders with their history, and the outbox from which events leave. */
@Module({
  imports: [
    OutboxModule,
    IdentityModule,
    RestaurantsModule,
    OrderingModule,
    TimersModule,
    TrackingLinksModule,
    PrivacyModule,
    InternalApiModule,
  ],
})
export class OrdersModule {
  static with(options: OrdersOptions): DynamicModule {
    return { module: OrdersModule, imports: [PlatformModule.with(options)] };
  }
}
