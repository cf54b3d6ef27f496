/** What works off a part of the queue. */
export interface Lane {
  start(): void;
  /** There will be work at that time, which may be earlier than anyone knew. */
  expectWorkAt(time: Date): void;
  isMakingProgress(): boolean;
  /** Takes nothing more and waits for what is with the provider. */
  stop(): Promise<void>;
}
