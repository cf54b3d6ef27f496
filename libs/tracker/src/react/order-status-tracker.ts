import { createComponent, type EventName } from '@lit/react';
import * as react from 'react';
import {
  type ConnectionChangedEvent,
  OrderStatusTracker as Element,
  type StatusUpdatedEvent,
  type TrackingRefusedEvent,
} from '../order-status-tracker/order-status-tracker.element.ts';

/** `<order-status-tracker>` as a React component: its attributes are properties in camel case. */
export const OrderStatusTracker = createComponent({
  react,
  tagName: 'order-status-tracker',
  elementClass: Element,
  displayName: 'OrderStatusTracker',
  events: {
    onStatusUpdated: 'status-updated' as EventName<StatusUpdatedEvent>,
    onConnectionChanged: 'connection-changed' as EventName<ConnectionChangedEvent>,
    onTrackingRefused: 'tracking-refused' as EventName<TrackingRefusedEvent>,
  },
});
