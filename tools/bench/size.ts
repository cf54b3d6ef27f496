/** How much is measured. */
export interface Size {
  readonly runs: number;
  readonly sockets: number;
  /** Of each run at one rate. */
  readonly latencySeconds: number;
  /** How often each lane has its turn within a run. */
  readonly throughputRounds: number;
  readonly relayRounds: number;
  readonly gatewayRounds: number;
  /** Of each turn at a steady rate. */
  readonly steadySeconds: number;
  /** Sockets at each of the servers that are compared. */
  readonly crowd: number;
  /** How many come back at once. */
  readonly returns: readonly number[];
  /** How often each server is come back to, in each way. */
  readonly stormRounds: number;
  /** How long each is watched while nothing happens. */
  readonly restSeconds: number;
  /** In the database that is compared with one of few orders. */
  readonly manyOrders: number;
  /** How often each of the two has its turn at each operation, and with how many requests. */
  readonly scaleRounds: number;
  readonly scaleRequests: number;
  readonly warmUpSeconds: number;
}

/** Tells how it goes. */
export type Say = (line: string) => void;
