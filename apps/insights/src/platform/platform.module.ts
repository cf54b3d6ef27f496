import { type DynamicModule, Global, Module } from '@nestjs/common';
import {
  CONSUMER_HEALTH,
  LOGGER,
  ORDERS_ACCESS,
  type PlatformOptions,
  SETTINGS,
} from './platform-options.ts';
import { defaultTiming, TIMING } from './timing.ts';

/** What all areas are given: where `orders` is, and the logger. */
@Global()
@Module({})
export class PlatformModule {
  static with({
    ordersUrl,
    credentials,
    settings,
    logger,
    consumerHealthy,
    timing,
  }: PlatformOptions): DynamicModule {
    const given = [
      { provide: ORDERS_ACCESS, useValue: { ordersUrl, credentials } },
      { provide: SETTINGS, useValue: settings },
      { provide: LOGGER, useValue: logger },
      { provide: CONSUMER_HEALTH, useValue: consumerHealthy ?? (() => true) },
      { provide: TIMING, useValue: { ...defaultTiming, ...timing } },
    ];
    return { module: PlatformModule, providers: given, exports: given.map(({ provide }) => provide) };
  }
}
