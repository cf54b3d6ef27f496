export { type NewRestaurant, createRestaurant, UsernameTakenError } from './create-restaurant/create-restaurant.ts';
export { connectDatabase } from './database/connect.ts';
export { Database } from './database/database.ts';
export { migrateOrders } from './database/migrate.ts';
export { type OrdersSettings, ordersSettingsSchema } from './orders.config.ts';
export { type OrdersOptions, OrdersModule } from './orders.module.ts';
export { publishApiDocs } from './api-docs/publish-api-docs.ts';
export { demoAccounts } from './seed-demo/demo.ts';
export { seedDemo } from './seed-demo/seed-demo.ts';
