import { type DynamicModule, Module } from '@nestjs/common';
import {
  GATEWAY_SETTINGS,
  LOGGER,
  ORDERS_URL,
  RATE_LIMITS,
  type TrackingGatewayOptions,
} from './gateway-options.ts';

/** The settings of the gateway, for all of its areas. */
@Module({})
export class PlatformModule {
  static with({ settings, ordersUrl, logger }: TrackingGatewayOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: GATEWAY_SETTINGS, useValue: settings },
        { provide: RATE_LIMITS, useValue: settings.RATE_LIMITS },
        { provide: ORDERS_URL, useValue: ordersUrl },
        { provide: LOGGER, useValue: logger },
      ],
      exports: [GATEWAY_SETTINGS, RATE_LIMITS, ORDERS_URL, LOGGER],
    };
  }
}
