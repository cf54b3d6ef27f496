import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** Whose messages are meant: those to a number from one restaurant, or (null) from all of them. */
export interface ConsentScope {
  readonly phone: string;
  readonly restaurantId: string | null;
}

/** Who wants texts. Asked before each one leaves; nobody has opted out who is not in it. */
export class ConsentLedger {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Within the restaurant's walls, which see what was said to all restaurants too. */
  async allows({
    phone,
    restaurantId,
  }: {
    readonly phone: string;
    readonly restaurantId: string;
  }): Promise<boolean> {
    const [latest] = await this.database.ofRestaurant<{ wanted: boolean }>(restaurantId, {
      name: 'latest_consent',
      text: 'SELECT wanted FROM notifier.consents WHERE phone = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1',
      values: [phone],
    });
    return latest?.wanted ?? true;
  }

  /** @param source by which word or way it was said */
  async record(
    { phone, restaurantId }: ConsentScope,
    { wanted, source }: { readonly wanted: boolean; readonly source: string },
  ): Promise<void> {
    await this.database.asRole(NarrowRole.Consents, {
      name: 'record_consent',
      text: 'INSERT INTO notifier.consents (phone, restaurant_id, wanted, source, recorded_at) VALUES ($1, $2, $3, $4, $5)',
      values: [phone, restaurantId, wanted, source, this.now()],
    });
  }

  /**
   * No more texts to this number from any restaurant: all of them text from one number, to which the customer says it, and where they mean one
   * restaurant alone we cannot know which.
   * @param source by which word or way it was said
   */
  optOut(phone: string, source: string): Promise<void> {
    return this.record({ phone, restaurantId: null }, { wanted: false, source });
  }

  /** Takes back every opt-out of the number. */
  optIn(phone: string, source: string): Promise<void> {
    return this.record({ phone, restaurantId: null }, { wanted: true, source });
  }
}
