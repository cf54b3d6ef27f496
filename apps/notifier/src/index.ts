export { ConsentLedger, type ConsentScope } from './consent/index.ts';
export { checkNotifierSchema, Database, type DatabaseOptions, migrateNotifier } from './database/index.ts';
export {
  type NotifierServiceSettings,
  notifierServiceSettingsSchema,
  type NotifierSettings,
  notifierSettingsSchema,
} from './notifier.config.ts';
export { connectNotifier, createNotifierDataSource } from './notifier.database.ts';
export { NotifierModule, type NotifierOptions } from './notifier.module.ts';
export { type DeadLetter, listDeadLetters, retryDeadLetter } from './retry-dead-letters/index.ts';
