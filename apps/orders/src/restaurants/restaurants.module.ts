import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { EditRestaurantController } from './edit-restaurant/edit-restaurant.controller.ts';
import { EditRestaurantHandler } from './edit-restaurant/edit-restaurant.handler.ts';
import { OrderNumbers } from './restaurant/order-numbers.ts';
import { RestaurantLookup } from './restaurant/restaurant-lookup.ts';
import { WhoAmIController } from './who-am-i/who-am-i.controller.ts';
import { WhoAmIHandler } from './who-am-i/who-am-i.handler.ts';

/** The restaurants and what customers read of them. */
@Module({
  imports: [IdentityModule],
  controllers: [EditRestaurantController, WhoAmIController],
  providers: [EditRestaurantHandler, OrderNumbers, RestaurantLookup, WhoAmIHandler],
  exports: [OrderNumbers, RestaurantLookup],
})
export class RestaurantsModule {}
