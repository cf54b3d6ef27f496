import { Inject, Injectable } from '@nestjs/common';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';
import { CLOCK, type Clock } from '../platform/index.ts';

/** Whose messages are meant: those to a number from one restaurant, or (null) from all of them. */
export interface ConsentScope {
  readonly phone: string;
  readonly restaurantId: string | null;
}

/** Who wants texts. Asked before each one leaves; nobody has opted out who is not in it. */
@Injectable()
export class ConsentLedger {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Asked as the restaurant, which sees what was said to all restaurants too. */
  async allows({
    phone,
    restaurantId,
  }: {
    readonly phone: string;
    readonly restaurantId: string;
  }): Promise<boolean> {
    const [latest] = await this.database.ofRestaurant<{ wanted: boolean }>(
      restaurantId,
      sql`
        SELECT wanted FROM notifier.consents WHERE phone = ${phone}
        ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    );
    return latest?.wanted ?? true;
  }

  /** @param source by which word or way it was said */
  async record(
    { phone, restaurantId }: ConsentScope,
    { wanted, source }: { readonly wanted: boolean; readonly source: string },
  ): Promise<void> {
    await this.database.asRole(
      NarrowRole.Consents,
      sql`
        INSERT INTO notifier.consents (phone, restaurant_id, wanted, source, recorded_at)
        VALUES (${phone}, ${restaurantId}, ${wanted}, ${source}, ${this.now()})`,
    );
  }

  /**
   * No more texts to this number from any restaurant: all of them text from one number, to which the customer
   * says it, and where they mean one restaurant alone we cannot know which.
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
