import { Injectable } from '@nestjs/common';
import { type Sql, sql } from '#libs/postgres';
import type { Fulfilment } from '#libs/status-machine';
import { Database, NarrowRole } from '../database/index.ts';

/** One restaurant and kind of order, of which something is to be learned. */
export interface Kitchen {
  readonly restaurantId: string;
  readonly fulfilment: Fulfilment;
  /** Of its orders, as of which it was taken. */
  readonly revision: string;
  /** Until when it is in the hands of whoever took it; no two are given the same. */
  readonly leasedUntil: string;
}

const atOnce = 20;
const leasedFor = sql`interval '30 seconds'`;

/** Which kitchens are to be learned of anew; on disk, so that a crash loses none. */
@Injectable()
export class Kitchens {
  constructor(private readonly database: Database) {}

  /** Those that nobody has in hand; they come again after half a minute, unless they are done by then. */
  take(): Promise<readonly Kitchen[]> {
    return this.database.asRole<Kitchen>(NarrowRole.Learning, takePending);
  }

  /**
   * Has half a minute more for one, before something of it leaves: what takes less is in nobody else's hands.
   * @returns null where it is in another's hands by now, who knows more
   */
  async keep(kitchen: Kitchen): Promise<Kitchen | null> {
    const [kept] = await this.database.asRole<Pick<Kitchen, 'leasedUntil'>>(
      NarrowRole.Learning,
      sql`UPDATE insights.kitchens SET leased_until = now() + ${leasedFor} ${inHandsOf(kitchen)}
        RETURNING leased_until::text AS "leasedUntil"`,
    );
    return kept === undefined ? null : { ...kitchen, ...kept };
  }

  /** What came since it was taken is still to be learned. */
  async done(kitchen: Kitchen): Promise<void> {
    await this.database.asRole(
      NarrowRole.Learning,
      sql`UPDATE insights.kitchens SET learned_revision = ${kitchen.revision}, leased_until = NULL
        ${inHandsOf(kitchen)}`,
    );
  }

  /** Gives one back that could not be learned of now. */
  async giveBack(kitchen: Kitchen): Promise<void> {
    await this.database.asRole(
      NarrowRole.Learning,
      sql`UPDATE insights.kitchens SET leased_until = NULL ${inHandsOf(kitchen)}`,
    );
  }
}

const inHandsOf = ({ restaurantId, fulfilment, leasedUntil }: Kitchen): Sql => sql`
  WHERE restaurant_id = ${restaurantId} AND fulfilment = ${fulfilment} AND leased_until = ${leasedUntil}`;

const takePending: Sql = sql`
  UPDATE insights.kitchens k SET leased_until = now() + ${leasedFor}
  FROM (
    SELECT restaurant_id, fulfilment FROM insights.kitchens
    WHERE revision > learned_revision AND (leased_until IS NULL OR leased_until < now())
    ORDER BY restaurant_id, fulfilment LIMIT ${atOnce} FOR UPDATE SKIP LOCKED
  ) AS pending
  WHERE (k.restaurant_id, k.fulfilment) = (pending.restaurant_id, pending.fulfilment)
  RETURNING k.restaurant_id AS "restaurantId", k.fulfilment, k.revision, k.leased_until::text AS "leasedUntil"`;
