export { visitorsAlerts } from './alerts/alerts.ts';
export {
  connectionMachine,
  type ConnectionEvent,
  type ConnectionStatus,
} from './connection/connection.machine.ts';
export { LiveConnection, type LiveConnectionOptions } from './connection/live-connection.ts';
export { isPassing, problemIn } from './connection/refusal.ts';
export { Token, type TokenSource } from './connection/token-source.ts';
export { drawing } from './icons/drawing.ts';
export { icon, type IconName } from './icons/icon.ts';
export { foundation, tokens } from './look/tokens.styles.ts';
export { callListener, reportThrown } from './listeners/call-listener.ts';
export type { OrderListener } from './order-connection/following.ts';
export {
  OrderConnection,
  type OrderConnectionOptions,
  POLL_EVERY_MS,
} from './order-connection/order-connection.ts';
export { type Share, shareConnection } from './order-connection/shared-connections.ts';
export { orderIdOfToken } from './order-connection/tracking-token.ts';
export * from './order-tracking/order-tracking.ts';
export { forget, forgetOld, recollect } from './order-tracking/snapshot-memory.ts';
export { serverClock, ServerClock } from './server-clock/server-clock.ts';
export { STANDS_MS } from './order-status-tracker/announcing.controller.ts';
export * from './order-status-tracker/order-status-tracker.element.ts';
export { telLink } from './order-status-tracker/tel-link.ts';
export { Ticking } from './order-status-tracker/ticking.controller.ts';
export { browserStorage } from './storage/browser-storage.ts';
export { en, type Words } from './words/en.ts';
export { es } from './words/es.ts';
export { fil } from './words/fil.ts';
export { fill } from './words/fill.ts';
export { becauseOf, hasNewsToCome, headline, labelOf, latestNews } from './words/headline.ts';
export { wordsOf } from './words/languages.ts';
export { languagesOf, languageTag, primaryOf, readersLanguages, regional } from './words/language-tags.ts';
export { ageWords, isOverdue, timeOfDay } from './words/times.ts';
