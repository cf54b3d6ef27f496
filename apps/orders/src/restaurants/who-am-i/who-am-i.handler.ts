import { Injectable } from '@nestjs/common';
import type { Me, TokenCaller } from '#libs/contracts';
import { Database } from '../../platform/index.ts';
import { findRestaurant } from '../restaurant/read-restaurant.ts';

/** What a program with a token may ask before all else: whose it is. */
@Injectable()
export class WhoAmIHandler {
  constructor(private readonly database: Database) {}

  async handle(caller: TokenCaller): Promise<Me> {
    const { kind, restaurant_id } = caller;
    const found = restaurant_id === null ? null : await findRestaurant(this.database, restaurant_id);
    return {
      kind,
      ...idOf(caller),
      name: caller.kind === 'guest' ? null : caller.name,
      role: caller.kind === 'guest' ? null : caller.role,
      scopes: caller.kind === 'device' ? caller.scopes : [],
      restaurant_id,
      restaurant: found && { restaurant_id: found.restaurantId, name: found.name },
    };
  }
}

function idOf(caller: TokenCaller): Pick<Me, 'user_id' | 'device_id' | 'order_id'> {
  if (caller.kind === 'guest') return { order_id: caller.order_id };
  return caller.kind === 'device' ? { device_id: caller.id } : { user_id: caller.id };
}
