export {
  createRestaurant,
  demoAccounts,
  type NewRestaurant,
  seedDemo,
  UsernameTakenError,
} from './restaurants/index.ts';
export { connectDatabase } from './platform/index.ts';
export { Database, migrateOrders, type OrdersOptions, publishApiDocs } from './platform/index.ts';
export {
  countOrders,
  readRecordedEvents,
  readRestaurantFacts,
  watchRequests,
  writeLearnedTimes,
} from './internal-api/index.ts';
export { ordersServiceSettingsSchema, type OrdersSettings, ordersSettingsSchema } from './orders.config.ts';
export { OrdersModule } from './orders.module.ts';
export { rotateKeys, type Rotation } from './identity/index.ts';
export { type Finding, readHead, type Verdict, verifyHistory, writeHead } from './ordering/index.ts';
export { listParkedEvents, type ParkedEvent, retryParkedEvents } from './outbox/index.ts';
