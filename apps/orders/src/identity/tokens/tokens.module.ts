import { Module } from '@nestjs/common';
import { tokenIssuers } from '#libs/access-tokens';
import type { OrdersSettings } from '../../orders.config.ts';
import { SETTINGS } from '../../platform/index.ts';
import { AccessTokens } from './access-tokens.ts';
import { KeySet } from './key-set.ts';
import { PassportJwt, TOKEN_SETTINGS } from './passport-jwt.ts';
import { TrackingLinks } from './tracking-links.ts';

/** Makes and checks access tokens and tracking tokens, with the keys that all instances share. */
@Module({
  providers: [
    {
      provide: TOKEN_SETTINGS,
      inject: [SETTINGS],
      useFactory: (settings: OrdersSettings) => tokenIssuers(settings),
    },
    AccessTokens,
    KeySet,
    PassportJwt,
    TrackingLinks,
  ],
  exports: [AccessTokens, KeySet, PassportJwt, TrackingLinks],
})
export class TokensModule {}
