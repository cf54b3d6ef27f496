export { ConsentLedger, type ConsentScope } from './consent/consent-ledger.ts';
export { connectNotifier, type DatabaseOptions } from './database/connect-notifier.ts';
export { Database } from './database/database.ts';
export { createNotifierDataSource } from './database/data-source.ts';
export { checkNotifierSchema, migrateNotifier, SchemaBehindError } from './database/migrate-notifier.ts';
export {
  type NotifierServiceSettings,
  notifierServiceSettingsSchema,
  type NotifierSettings,
  notifierSettingsSchema,
} from './notifier.config.ts';
export { NotifierModule, type NotifierOptions } from './notifier.module.ts';
export { type DeadLetter, listDeadLetters, retryDeadLetter } from './retry-dead-letters/dead-letters.ts';
