/** How much is measured. */
export interface Size {
  readonly runs: number;
  readonly sockets: number;
  /** Of each run at one rate. */
  readonly latencySeconds: number;
  readonly throughputSeconds: number;
  readonly warmUpSeconds: number;
}

/** Tells how it goes. */
export type Say = (line: string) => void;
