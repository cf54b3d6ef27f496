export { connectInsights, type DatabaseOptions } from './connect.ts';
export { createInsightsDataSource } from './data-source.ts';
export { DatabaseModule } from './database.module.ts';
export { Database } from './database.ts';
export { checkInsightsSchema, migrateInsights } from './migrate-insights.ts';
export { NarrowRole } from './row-level-security.ts';
