import { type DataSource, In, type Repository } from 'typeorm';
import { type Channel, type DeathReason, type DropReason, Notification } from './notification.entity.ts';
import type { PreparedMessage } from './channel.ts';

/** Who takes work from the queue: one for each start of a process. */
export interface Worker {
  readonly owner: string;
  /** How long work counts as in hand without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  readonly now: () => Date;
}

const released = { leaseOwner: null, leaseUntil: null } as const;

/**
 * The queue of messages in PostgreSQL. Every step is one statement that names the state and the owner that it expects, so that two workers
 * never both take it: those that answer a boolean say whether the notification was still theirs.
 */
export class NotificationQueue {
  readonly #rows: Repository<Notification>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly worker: Worker,
  ) {
    this.#rows = dataSource.getRepository(Notification);
  }

  /** Takes what is due, the longest waiting first: messages to send and texts to settle. */
  async take(channel: Channel, limit: number): Promise<Notification[]> {
    const now = this.worker.now();
    const [taken] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE notifier.notifications SET lease_owner = $1, lease_until = $2 WHERE id IN (
         SELECT id FROM notifier.notifications WHERE channel = $3 AND due_at <= $4 AND state IN ('held', 'unknown') AND (lease_until IS NULL OR lease_until < $4)
         ORDER BY due_at LIMIT $5 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [this.worker.owner, this.#leaseUntil(), channel, now, limit],
    );
    if (taken.length === 0) return [];
    return this.#rows.findBy({ id: In(taken.map(({ id }) => id)), leaseOwner: this.worker.owner });
  }

  /** When there will be work, or null: for as long as nothing new comes. */
  async nextWork(channel: Channel): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ at: Date | null }[]>(
      `SELECT least(
         (SELECT min(greatest(due_at, lease_until)) FROM notifier.notifications WHERE channel = $1 AND due_at IS NOT NULL),
         (SELECT min(lease_until) FROM notifier.notifications WHERE channel = $1 AND state = 'sending')) AS at`,
      [channel],
    );
    return row?.at ?? null;
  }

  /** Says that the work is still in hand. */
  async renew(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#rows.update({ id: In([...ids]), leaseOwner: this.worker.owner }, { leaseUntil: this.#leaseUntil() });
  }

  /**
   * What was with a provider when its process died: nobody knows what came of it. A text is asked for at the provider;
   * a mail cannot be, and is never sent again by itself.
   */
  async giveUpInterrupted(channel: Channel): Promise<number> {
    const now = this.worker.now();
    const dueAt = channel === 'sms' ? now : null;
    const { affected } = await this.#rows
      .createQueryBuilder()
      .update()
      .set({ state: 'unknown', dueAt, lastError: 'interrupted while it was being sent', ...released })
      .where(`state = 'sending' AND channel = :channel AND lease_until < :now AND lease_owner <> :me`, { channel, now, me: this.worker.owner })
      .execute();
    return affected ?? 0;
  }

  /** To be committed before the provider hears of it. */
  startSending({ id, attempts }: Notification, trace: PreparedMessage['trace']): Promise<boolean> {
    const now = this.worker.now();
    return this.#change(id, 'held', { state: 'sending', dueAt: null, attempts: attempts + 1, attemptedAt: now, leaseUntil: this.#leaseUntil(), ...trace });
  }

  hold({ id }: Notification, until: Date): Promise<boolean> {
    return this.#change(id, 'held', { dueAt: until, ...released });
  }

  drop({ id }: Notification, why: DropReason): Promise<boolean> {
    return this.#change(id, 'held', { state: 'dropped', why, dueAt: null, ...released });
  }

  /** Counts a try that never came as far as the provider. */
  failBeforeSending({ id, attempts }: Notification, lastError: string, retryAt: Date): Promise<boolean> {
    return this.#change(id, 'held', { attempts: attempts + 1, dueAt: retryAt, lastError, ...released });
  }

  bury({ id, state }: Notification, why: DeathReason, lastError: string): Promise<boolean> {
    return this.#change(id, state, { state: 'dead', why, lastError, dueAt: null, ...released });
  }

  succeed({ id, state }: Notification, providerId: string | null): Promise<boolean> {
    return this.#change(id, state, { state: 'sent', providerId, sentAt: this.worker.now(), dueAt: null, lastError: null, ...released });
  }

  dropSending({ id }: Notification, why: DropReason): Promise<boolean> {
    return this.#change(id, 'sending', { state: 'dropped', why, ...released });
  }

  /** Certainly not sent: back to where it is judged anew. */
  sendAgain({ id, state }: Notification, lastError: string, at: Date): Promise<boolean> {
    return this.#change(id, state, { state: 'held', lastError, dueAt: at, ...released });
  }

  /** @param lookUpAt null where it cannot be looked up */
  doubt({ id, state }: Notification, lastError: string, lookUpAt: Date | null): Promise<boolean> {
    return this.#change(id, state, { state: 'unknown', lastError, dueAt: lookUpAt, ...released });
  }

  /** The message by the same channel about another version of the same order. */
  sibling({ orderId, channel }: Notification, version: number): Promise<Notification | null> {
    return this.#rows.findOneBy({ orderId, channel, version });
  }

  /** Stops a message that has not left, whoever has it in hand. */
  async stopHeld({ id }: Notification, why: DropReason): Promise<boolean> {
    const { affected } = await this.#rows.update({ id, state: 'held' }, { state: 'dropped', why, dueAt: null, ...released });
    return affected === 1;
  }

  /** Gives a message that gave way to another its chance again, now that the other was taken back. */
  async revive({ id }: Notification): Promise<void> {
    await this.#rows.update({ id, state: 'dropped', why: 'superseded' }, { state: 'held', why: null, dueAt: this.worker.now() });
  }

  /** The provider's ids of the messages of an order that are known to have been sent. */
  async providerIdsOf({ orderId, channel }: Notification): Promise<ReadonlySet<string>> {
    const rows = await this.#rows.find({ where: { orderId, channel }, select: { providerId: true } });
    return new Set(rows.flatMap(({ providerId }) => (providerId === null ? [] : [providerId])));
  }

  async #change(id: string, from: Notification['state'], to: Parameters<Repository<Notification>['update']>[1]): Promise<boolean> {
    const { affected } = await this.#rows.update({ id, state: from, leaseOwner: this.worker.owner }, to);
    return affected === 1;
  }

  #leaseUntil(): Date {
    return new Date(this.worker.now().getTime() + this.worker.leaseMs);
  }
}
