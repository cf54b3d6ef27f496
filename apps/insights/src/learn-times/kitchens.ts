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
}

const atOnce = 20;

/** Which kitchens are to be learned of anew; on disk, so that a crash loses none. */
@Injectable()
export class Kitchens {
  constructor(private readonly database: Database) {}

  /** Those that nobody has in hand; they come again after half a minute, unless they are done by then. */
  take(): Promise<readonly Kitchen[]> {
    return this.database.asRole<Kitchen>(NarrowRole.Learning, takePending);
  }

  /** What came since it was taken is still to be learned. */
  async done({ restaurantId, fulfilment, revision }: Kitchen): Promise<void> {
    await this.database.asRole(
      NarrowRole.Learning,
      sql`UPDATE insights.kitchens SET learned_revision = ${revision}, leased_until = NULL
        WHERE restaurant_id = ${restaurantId} AND fulfilment = ${fulfilment}`,
    );
  }
}

const takePending: Sql = sql`
  UPDATE insights.kitchens k SET leased_until = now() + interval '30 seconds'
  FROM (
    SELECT restaurant_id, fulfilment FROM insights.kitchens
    WHERE revision > learned_revision AND (leased_until IS NULL OR leased_until < now())
    LIMIT ${atOnce} FOR UPDATE SKIP LOCKED
  ) AS pending
  WHERE (k.restaurant_id, k.fulfilment) = (pending.restaurant_id, pending.fulfilment)
  RETURNING k.restaurant_id AS "restaurantId", k.fulfilment, k.revision`;
