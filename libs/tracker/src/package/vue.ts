/** `@passline/tracker/vue`: a composable, and the element as a component. */
export { OrderStatusTracker } from '../vue/order-status-tracker.ts';
export { type OrderTrackingOptions, useOrderTracking } from '../vue/use-order-tracking.ts';
