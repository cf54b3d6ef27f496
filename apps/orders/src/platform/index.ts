export { publishApiDocs } from './api-docs/publish-api-docs.ts';
export { noteForAudit } from './audit/audit-notes.ts';
export { auditRequests } from './audit/audit-requests.ts';
export { Audited } from './audit/audited.decorator.ts';
export {
  type BoardNotice,
  type BoardNoticeRow,
  boardNoticeColumns,
} from './board-notices/board-notice-row.ts';
export { BoardNotices } from './board-notices/board-notices.ts';
export { type KnownRequest, callerOfRequest } from './caller/known-request.ts';
export { CLOCK, type Clock } from './clock/clock.ts';
export { below, pageOf, readCursor } from './database/cursor.ts';
export { dataSourceOptions, migrateOrders } from './database/migrate.ts';
export { sessionOptions } from './database/session-options.ts';
export { settled } from './database/settled.ts';
export { HeldRequests } from './held-requests/held-requests.ts';
export { type RequestKey, storedKey } from './idempotency/request-key.ts';
export {
  type KeyPlace,
  type KeyRecord,
  type NewKey,
  currentReading,
  forgetExpiredKey,
  isKeyTaken,
  isSameRequest,
  keyAt,
  keyRecordAt,
  keyRecordsAt,
  keyColumns,
  keyLife,
  readKey,
} from './idempotency/stored-keys.ts';
export { EVENT_LOG, LOGGER, type OrdersOptions, SETTINGS } from './orders-options.ts';
export { PlatformModule } from './platform.module.ts';
export { RateLimited } from './rate-limits/rate-limited.decorator.ts';
export { RequestLimits } from './rate-limits/request-limits.ts';
export { NarrowRole } from './row-level-security/row-level-security.ts';
export { keptSecret } from './secrets/kept-secret.ts';
export { TimerKind, type TimerRow, timerColumns } from './timers/timer-row.ts';
export { UpcomingTimers } from './timers/upcoming-timers.ts';
export { AskedTogether } from './database/asked-together.ts';
export { connectDatabase } from './database/connect.ts';
export { DatabaseSignals, signalFor } from './database/database-signals.ts';
export { waitAtMost } from './database/wait-at-most.ts';
export { Database, type Transaction } from './database/database.ts';
