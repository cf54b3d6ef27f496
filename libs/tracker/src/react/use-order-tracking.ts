import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import {
  nothingKnown,
  orderOf,
  OrderTracking,
  type TrackingOptions,
  type TrackingState,
} from '../order-tracking/order-tracking.ts';

export interface OrderTrackingOptions extends Omit<TrackingOptions, 'token' | 'onChange' | 'onNews'> {
  /**
   * Nothing is followed without one. A function is asked for a token at each connection; the one of the first
   * render is kept.
   */
  readonly token: TrackingOptions['token'] | null | undefined;
  /** `false` to follow nothing. */
  readonly enabled?: boolean;
}

/** Follows an order for as long as the component stands; the callbacks may be others at each render. */
export function useOrderTracking(options: OrderTrackingOptions): TrackingState {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { orderId, token, server, pollEveryMs, enabled = true } = options;
  const tokenText = typeof token === 'string' ? token : typeof token;
  const store = useMemo(
    () => storeOf(enabled ? options : null, latest),
    [enabled, orderId, tokenText, server, pollEveryMs],
  );
  return useSyncExternalStore(store.subscribe, store.state, nothing);
}

const nothing = (): TrackingState => nothingKnown;
const emptyStore = { subscribe: () => () => undefined, state: nothing };

function storeOf(options: OrderTrackingOptions | null, latest: { readonly current: OrderTrackingOptions }) {
  const token = options?.token;
  if (!options || !token || orderOf(options) === null) return emptyStore;
  let notify = (): void => undefined;
  const tracking = new OrderTracking({
    ...options,
    token,
    onStatusUpdate: (...facts) => latest.current.onStatusUpdate?.(...facts),
    onConnectionChange: (status) => latest.current.onConnectionChange?.(status),
    onError: (problem) => latest.current.onError?.(problem),
    onChange: () => notify(),
  });
  return {
    subscribe: (onChange: () => void) => {
      notify = onChange;
      return tracking.start();
    },
    state: () => tracking.state,
  };
}
