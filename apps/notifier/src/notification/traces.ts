import type { Erasure } from '#libs/contracts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** Where messages are kept with their addressees: the mailbox of a development set-up. */
export interface KeptMessages {
  forget(messageIds: ReadonlySet<string>): Promise<void>;
}

/**
 * What the notifier keeps that leads back to a person: no address and no number, but the provider's ids, by which the provider has both, and the digest of
 * a text. That a message was sent, and when, stays.
 */
export class Traces {
  constructor(
    private readonly database: Database,
    private readonly kept: KeptMessages | null,
  ) {}

  /** Twice is as good as once. */
  async erase({ order_ids, letter_ids }: Erasure): Promise<void> {
    const messages = await this.#run(
      'erase_notifications',
      `UPDATE notifier.notifications SET digest = NULL, callback_url = NULL, provider_id = NULL, last_error = NULL WHERE order_id = ANY ($1::uuid[]) RETURNING id`,
      order_ids,
    );
    await this.#run(
      'erase_letters',
      'UPDATE notifier.letters SET provider_id = NULL, last_error = NULL WHERE id = ANY ($1::uuid[]) RETURNING id',
      letter_ids,
    );
    await this.kept?.forget(new Set([...messages, ...letter_ids]));
  }

  async #run(name: string, text: string, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.asRole<{ id: string }>(NarrowRole.Erasure, {
      name,
      text,
      values: [ids],
    });
    return rows.map(({ id }) => id);
  }
}
