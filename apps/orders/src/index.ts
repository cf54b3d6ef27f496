export {
  type NewRestaurant,
  createRestaurant,
  UsernameTakenError,
} from './create-restaurant/create-restaurant.ts';
export { connectDatabase } from './database/connect.ts';
export { Database } from './database/database.ts';
export { migrateOrders } from './database/migrate.ts';
export { watchRequests } from './audit/watch-requests.ts';
export { ordersServiceSettingsSchema, type OrdersSettings, ordersSettingsSchema } from './orders.config.ts';
export { type OrdersOptions, OrdersModule } from './orders.module.ts';
export { publishApiDocs } from './api-docs/publish-api-docs.ts';
export { rotateKeys, type Rotation } from './rotate-keys/rotate-keys.ts';
export { demoAccounts } from './seed-demo/demo.ts';
export { seedDemo } from './seed-demo/seed-demo.ts';
export { type Finding, type Verdict, verifyHistory } from './verify-history/verify-history.ts';
export { listParkedEvents, type ParkedEvent, retryParkedEvents } from './outbox/parked-events.ts';
