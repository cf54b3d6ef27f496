import pg from 'pg';

export interface Notifications {
  /** Something was notified. @param payload `''` where there was none */
  readonly heard: (payload: string) => void;
  /** It listens from now on; what was notified before was not heard. */
  readonly connected: () => void;
}

/** How long after a session was lost, or could not be opened, another one is opened, in ms. */
const reopenAfter = 1_000;

/**
 * Listens on a channel of PostgreSQL, over a session of its own that is opened anew whenever it is lost. What
 * is notified meanwhile is not heard: whoever listens looks for itself once it is connected, and now and
 * then.
 */
export class NotificationListener {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isListening = false;
  #stopped = false;

  /** @param channel a name that needs no quotes */
  constructor(
    private readonly session: pg.ClientConfig,
    private readonly channel: string,
    private readonly notifications: Notifications,
  ) {}

  /** Whether everything that is notified is heard, as far as is known. */
  get isListening(): boolean {
    return this.#isListening;
  }

  start(): void {
    void this.#open();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#isListening = false;
    await this.#client?.end().catch(() => undefined);
  }

  async #open(): Promise<void> {
    const client = new pg.Client(this.session);
    this.#client = client;
    client
      .on('error', () => this.#lost(client))
      .on('end', () => this.#lost(client))
      .on('notification', ({ payload = '' }) => {
        this.notifications.heard(payload);
      });
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch {
      this.#lost(client);
      return;
    }
    if (this.#stopped || this.#client !== client) return;
    this.#isListening = true;
    this.notifications.connected();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isListening = false;
    client.end().catch(() => undefined);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#open(), reopenAfter).unref();
  }
}
