import { AccountEntity } from '../account/account.entity.ts';
import { DeviceEntity } from '../account/device.entity.ts';
import { RefreshTokenEntity } from '../account/refresh-token.entity.ts';
import { SecretEntity } from '../account/secret.entity.ts';
import { SigningKeyEntity } from '../account/signing-key.entity.ts';
import { IdempotencyKeyEntity } from '../idempotency/idempotency-key.entity.ts';
import { OrderContactEntity } from '../order/order-contact.entity.ts';
import { OrderHistoryEntity } from '../order/order-history.entity.ts';
import { OrderTextEntity } from '../order/order-text.entity.ts';
import { OrderEntity } from '../order/order.entity.ts';
import { OutboxEntity } from '../outbox/outbox.entity.ts';
import { RestaurantEntity } from '../restaurant/restaurant.entity.ts';

export const entities = [
  AccountEntity,
  DeviceEntity,
  IdempotencyKeyEntity,
  OrderContactEntity,
  OrderEntity,
  OrderHistoryEntity,
  OrderTextEntity,
  OutboxEntity,
  RefreshTokenEntity,
  RestaurantEntity,
  SecretEntity,
  SigningKeyEntity,
];
