import { defineComponent, h, type PropType } from 'vue';
import type { TokenSource } from '../connection/token-source.ts';
import {
  OrderStatusTracker as Element,
  type ConnectionChangedEvent,
  type StatusUpdatedEvent,
  type TrackingRefusedEvent,
} from '../order-status-tracker/order-status-tracker.element.ts';
import type { Words } from '../words/en.ts';

/** `<order-status-tracker>` as a Vue component. */
export const OrderStatusTracker = defineComponent({
  name: 'OrderStatusTracker',
  props: {
    orderId: String,
    token: [String, Function] as PropType<TokenSource>,
    server: String,
    currentStatus: String,
    showHistory: Boolean,
    showRefresh: Boolean,
    autoRefresh: { type: Boolean, default: true },
    refreshInterval: Number,
    hideNotify: Boolean,
    hideCall: Boolean,
    quiet: Boolean,
    heading: Boolean,
    lang: String,
    words: Object as PropType<Words>,
  },
  emits: {
    'status-updated': (detail: StatusUpdatedEvent['detail']) => Boolean(detail),
    'connection-changed': (detail: ConnectionChangedEvent['detail']) => Boolean(detail),
    'tracking-refused': (detail: TrackingRefusedEvent['detail']) => Boolean(detail),
  },
  setup(props, { emit }) {
    Element.register();
    const given = () =>
      Object.entries(props).flatMap(([name, value]: [string, unknown]) =>
        value === undefined ? [] : [[`.${name}`, value]],
      );
    return () =>
      h('order-status-tracker', {
        ...(Object.fromEntries(given()) as Record<string, unknown>),
        onStatusUpdated: ({ detail }: StatusUpdatedEvent) => emit('status-updated', detail),
        onConnectionChanged: ({ detail }: ConnectionChangedEvent) => emit('connection-changed', detail),
        onTrackingRefused: ({ detail }: TrackingRefusedEvent) => emit('tracking-refused', detail),
      });
  },
});
