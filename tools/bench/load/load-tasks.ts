import type { Account } from '../../rush/restaurant-api.ts';
import type { Input, Output, Task } from '../task.ts';

/** An order to work on: where to change it, and the token in its tracking link. */
export interface PreparedOrder {
  readonly orderId: string;
  readonly token: string;
}

/** An order of one of many restaurants, with the access token of its POS. */
export interface OrderOfMany {
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

/** A request that a latency is taken of. */
export interface TimedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What the load generator can be asked. */
export interface LoadTasks {
  /** Places orders through the API. */
  readonly place: Task<
    { url: string; account: Account; count: number; fulfilment: 'delivery' | 'pickup' },
    readonly PreparedOrder[]
  >;
  /** Places pickup orders at many restaurants, at one after the other. */
  readonly placeAtMany: Task<
    { url: string; tokens: readonly string[]; count: number },
    readonly OrderOfMany[]
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
    { url: string; orders: readonly OrderOfMany[]; callers: number; seconds: number },
    Throughput
  >;
  /** Places pickup orders at one restaurant; each counts as a change. @see Throughput */
  readonly saturatePlacing: Task<
    { url: string; token: string; callers: number; seconds: number },
    Throughput
  >;
  /** Sends requests that must all succeed. Latencies in ms, in the order of the answers. */
  readonly timed: Task<
    { url: string; requests: readonly TimedRequest[]; callers: number },
    { latencies: readonly number[] }
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
