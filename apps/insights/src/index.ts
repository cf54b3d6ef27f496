export { backfill, type BackfillOptions, type BackfillSource, type BackfillSum } from './backfill/index.ts';
export {
  checkInsightsSchema,
  connectInsights,
  createInsightsDataSource,
  Database,
  migrateInsights,
} from './database/index.ts';
export {
  type InsightsServiceSettings,
  insightsServiceSettingsSchema,
  type InsightsSettings,
  insightsSettingsSchema,
} from './insights.config.ts';
export { InsightsModule, type InsightsOptions } from './insights.module.ts';
