export {
  type NewRestaurant,
  UsernameTakenError,
  createRestaurant,
} from './create-restaurant/create-restaurant.ts';
export { RestaurantsModule } from './restaurants.module.ts';
export { demoAccounts } from './seed-demo/demo.ts';
export { seedDemo } from './seed-demo/seed-demo.ts';
export { isInHand } from './restaurant/in-hand.ts';
export { LearnedTimes } from './restaurant/learned-times.ts';
export { OrderNumbers } from './restaurant/order-numbers.ts';
export { RestaurantChanges } from './restaurant/restaurant-changes.ts';
export { RestaurantLookup } from './restaurant/restaurant-lookup.ts';
export { findRestaurant, readRestaurant } from './restaurant/read-restaurant.ts';
export { restaurantColumns, type RestaurantRow } from './restaurant/restaurant-row.ts';
export { paceAt } from './restaurant/pace.ts';
export { TableCodes } from './tables/table-codes.ts';
export { tableKey } from './tables/table-label.ts';
