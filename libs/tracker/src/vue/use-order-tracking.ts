import {
  computed,
  type ComputedRef,
  type MaybeRef,
  type MaybeRefOrGetter,
  shallowRef,
  toValue,
  unref,
  watch,
} from 'vue';
import {
  nothingKnown,
  orderOf,
  OrderTracking,
  type TrackingOptions,
  type TrackingState,
} from '../order-tracking/order-tracking.ts';

export interface OrderTrackingOptions extends Omit<
  TrackingOptions,
  'orderId' | 'token' | 'server' | 'onChange' | 'onNews'
> {
  readonly orderId?: MaybeRefOrGetter<TrackingOptions['orderId']>;
  /**
   * Nothing is followed without one. A function is no getter here: it is asked for a token at each
   * connection.
   */
  readonly token: MaybeRef<TrackingOptions['token'] | null | undefined>;
  readonly server?: MaybeRefOrGetter<TrackingOptions['server']>;
  /** `false` to follow nothing. */
  readonly enabled?: MaybeRefOrGetter<boolean | undefined>;
}

type Refs = { readonly [Key in keyof TrackingState]: ComputedRef<TrackingState[Key]> };

/**
 * Follows an order for as long as the component stands, or the scope it is called in; turns to another when
 * what it is given changes.
 */
export function useOrderTracking(options: OrderTrackingOptions): Refs {
  const state = shallowRef(nothingKnown);
  const given = () =>
    [
      toValue(options.orderId),
      unref(options.token),
      toValue(options.server),
      toValue(options.enabled) ?? true,
    ] as const;
  watch(
    given,
    ([orderId, token, server, enabled], _before, onCleanup) => {
      const isFollowed =
        enabled && token && orderOf({ orderId, token }) !== null && typeof window !== 'undefined';
      const tracking = isFollowed
        ? new OrderTracking({
            ...options,
            orderId,
            token,
            server,
            onChange: () => (state.value = tracking?.state ?? nothingKnown),
          })
        : null;
      state.value = tracking?.state ?? nothingKnown;
      if (tracking) onCleanup(tracking.start());
    },
    { immediate: true },
  );
  return {
    isConnected: computed(() => state.value.isConnected),
    connectionStatus: computed(() => state.value.connectionStatus),
    orderStatus: computed(() => state.value.orderStatus),
    lastUpdate: computed(() => state.value.lastUpdate),
  };
}
