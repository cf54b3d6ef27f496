import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { EditRestaurantController } from './edit-restaurant/edit-restaurant.controller.ts';
import { EditRestaurantHandler } from './edit-restaurant/edit-restaurant.handler.ts';
import { ManageTablesController } from './manage-tables/manage-tables.controller.ts';
import { ManageTablesHandler } from './manage-tables/manage-tables.handler.ts';
import { LearnedTimes } from './restaurant/learned-times.ts';
import { OrderNumbers } from './restaurant/order-numbers.ts';
import { RestaurantLookup } from './restaurant/restaurant-lookup.ts';
import { RestaurantChanges } from './restaurant/restaurant-changes.ts';
import { SetPaceController } from './set-pace/set-pace.controller.ts';
import { SetPaceHandler } from './set-pace/set-pace.handler.ts';
import { TableCodes } from './tables/table-codes.ts';
import { WhoAmIController } from './who-am-i/who-am-i.controller.ts';
import { WhoAmIHandler } from './who-am-i/who-am-i.handler.ts';

/** The restaurants, their tables, and what customers read of them. */
@Module({
  imports: [IdentityModule],
  controllers: [EditRestaurantController, ManageTablesController, SetPaceController, WhoAmIController],
  providers: [
    EditRestaurantHandler,
    LearnedTimes,
    ManageTablesHandler,
    OrderNumbers,
    RestaurantChanges,
    RestaurantLookup,
    SetPaceHandler,
    TableCodes,
    WhoAmIHandler,
  ],
  exports: [LearnedTimes, OrderNumbers, RestaurantChanges, RestaurantLookup, TableCodes],
})
export class RestaurantsModule {}
