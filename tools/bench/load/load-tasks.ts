import type { Account } from '../../rush/restaurant-api.ts';
import type { Input, Output, Task } from '../task.ts';

/** An order to work on: where to change it, and the token in its tracking link. */
export interface PreparedOrder {
  readonly orderId: string;
  readonly token: string;
}

/** What was measured at one rate. Latencies in ms, from just before the POST to the frame at the socket. */
export interface RateResult {
  readonly sent: number;
  readonly refused: number;
  readonly missing: number;
  readonly latencies: readonly number[];
}

/** Changes written one after the other by so many callers, until the time was over or the orders were out. */
export interface Throughput {
  readonly changes: number;
  readonly seconds: number;
  readonly failed: number;
}

/** What the load generator can be asked. */
export interface LoadTasks {
  /** Places orders through the API. */
  readonly place: Task<
    { url: string; account: Account; count: number; fulfilment: 'delivery' | 'pickup' },
    readonly PreparedOrder[]
  >;
  /** Opens one socket for each order; resolves once all follow. */
  readonly follow: Task<{ url: string; orders: readonly PreparedOrder[] }, { followed: number }>;
  readonly unfollow: Task<object, object>;
  /** Changes the followed orders at a rate, whether or not earlier changes were answered. */
  readonly load: Task<
    { url: string; account: Account; rate: number; seconds: number; seed: number },
    RateResult
  >;
  /** Walks orders through our API, each from `pending` to `completed`. */
  readonly saturateApi: Task<
    { url: string; account: Account; orders: readonly PreparedOrder[]; callers: number; seconds: number },
    Throughput
  >;
  /** Walks orders through the bare route. */
  readonly saturateBareRoute: Task<
    { url: string; orderIds: readonly string[]; callers: number; seconds: number },
    Throughput
  >;
  /** Walks orders by bare `pg`. */
  readonly saturatePg: Task<
    {
      databaseUrl: string;
      restaurantId: string;
      orderIds: readonly string[];
      connections: number;
      seconds: number;
    },
    Throughput
  >;
}

export type LoadInput<Name extends keyof LoadTasks> = Input<LoadTasks, Name>;
export type LoadOutput<Name extends keyof LoadTasks> = Output<LoadTasks, Name>;
