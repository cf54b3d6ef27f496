import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CLOCK } from './clock.ts';
import {
  CONSUMER_HEALTH,
  LOGGER,
  ORDERS_ACCESS,
  type PlatformOptions,
  SETTINGS,
} from './platform-options.ts';
import { defaultTiming, TIMING } from './timing.ts';

/** What all areas are given: the settings, the logger and the clock. */
@Global()
@Module({})
export class PlatformModule {
  static with({ settings, ordersUrl, credentials, ...options }: PlatformOptions): DynamicModule {
    const given = [
      { provide: SETTINGS, useValue: settings },
      { provide: ORDERS_ACCESS, useValue: { ordersUrl, credentials } },
      { provide: LOGGER, useValue: options.logger },
      { provide: CONSUMER_HEALTH, useValue: options.consumerHealthy ?? (() => true) },
      { provide: TIMING, useValue: { ...defaultTiming, ...options.timing } },
      { provide: CLOCK, useValue: options.now ?? (() => new Date()) },
    ];
    return { module: PlatformModule, providers: given, exports: given.map(({ provide }) => provide) };
  }
}
