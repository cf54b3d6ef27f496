import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface Notifications {
  /** Something was notified. @param payload `''` where there was none */
  readonly heard: (payload: string) => void;
  /** It listens from now on; what was notified before was not heard. */
  readonly connected: () => void;
  /** It no longer listens, or could not begin to: said once until it listens again. */
  readonly lost: (error: Error | undefined) => void;
}

/** How long after a session was lost, or could not be opened, another one is opened, in ms. */
const reopenAfter = 1_000;
/** How long a session may take to end, in ms, once nobody listens: a dead one never answers. */
const endsAfter = 1_000;

/**
 * Listens on a channel of PostgreSQL, over a session of its own that is opened anew whenever it is lost. What
 * is notified meanwhile is not heard: whoever listens looks for itself once it is connected, and now and
 * then.
 */
export class NotificationListener {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isListening = false;
  #isLossSaid = false;
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
    if (!this.#stopped) void this.#open();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#isListening = false;
    const ended = this.#client?.end().catch(() => undefined);
    await Promise.race([ended, delay(endsAfter, undefined, { ref: false })]);
  }

  async #open(): Promise<void> {
    const client = new pg.Client(this.session);
    this.#client = client;
    client
      .on('error', (error) => this.#lost(client, error))
      .on('end', () => this.#lost(client))
      .on('notification', ({ payload = '' }) => {
        this.notifications.heard(payload);
      });
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch (error) {
      this.#lost(client, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (this.#stopped || this.#client !== client) return;
    [this.#isListening, this.#isLossSaid] = [true, false];
    this.notifications.connected();
  }

  #lost(client: pg.Client, error?: Error): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isListening = false;
    client.end().catch(() => undefined);
    if (this.#stopped) return;
    if (!this.#isLossSaid) this.notifications.lost(error);
    this.#isLossSaid = true;
    this.#timer = setTimeout(() => void this.#open(), reopenAfter).unref();
  }
}
