/** `@passline/tracker/react`: a hook, and the element as a component. */
export { OrderStatusTracker } from '../react/order-status-tracker.ts';
export { type OrderTrackingOptions, useOrderTracking } from '../react/use-order-tracking.ts';
