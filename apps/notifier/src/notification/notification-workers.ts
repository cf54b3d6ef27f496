/** What works off a part of the queue. */
export interface Lane {
  start(): void;
  /** There will be work at that time, which may be earlier than anyone knew. */
  expectWorkAt(time: Date): void;
  isMakingProgress(): boolean;
  /** Takes nothing more and waits for what is with the provider. */
  stop(): Promise<void>;
}

/** The lanes of all channels, from the start of the process until its graceful stop. */
export class NotificationWorkers {
  constructor(private readonly lanes: readonly Lane[]) {}

  onApplicationBootstrap(): void {
    for (const lane of this.lanes) lane.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }

  /** There will be work at that time, which may be earlier than anyone knew. */
  expectWorkAt(time: Date): void {
    for (const lane of this.lanes) lane.expectWorkAt(time);
  }

  areMakingProgress(): boolean {
    return this.lanes.every((lane) => lane.isMakingProgress());
  }
}
