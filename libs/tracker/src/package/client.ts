/** `@passline/tracker`: follows orders, and draws nothing. */
export type { HistoryRecord, Problem, Snapshot, Step } from '#libs/contracts';
export type { ConnectionStatus } from '../connection/connection.machine.ts';
export type { TokenSource } from '../connection/token-source.ts';
export type { OrderListener } from '../order-connection/following.ts';
export { OrderConnection, type OrderConnectionOptions } from '../order-connection/order-connection.ts';
export { type Share, shareConnection } from '../order-connection/shared-connections.ts';
export { orderIdOfToken } from '../order-connection/tracking-token.ts';
export {
  NoOrderError,
  OrderTracking,
  type TrackingOptions,
  type TrackingState,
} from '../order-tracking/order-tracking.ts';
