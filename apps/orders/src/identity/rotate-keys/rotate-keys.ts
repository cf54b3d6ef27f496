import { sql } from '#libs/postgres';
import { holdKeys, makeKey } from '../tokens/key-set.ts';
import { type Database, NarrowRole } from '../../platform/index.ts';

/**
 * How long a new key is shown before it signs, in ms: by then every instance, every gateway, and whoever else
 * reads our keys knows it.
 */
const announcedFor = 60_000;

export interface Rotation {
  readonly kid: string;
  readonly signsFrom: Date;
}

/**
 * Makes a new key. The one before signs until the new one is known everywhere, and is believed until the last
 * of its tokens has ended, so that nobody is logged out. After a theft there is no time for that: `atOnce`
 * ends the old keys now, and everyone's next request has to trade its refresh token.
 */
export async function rotateKeys(
  database: Database,
  { atOnce }: { readonly atOnce: boolean },
): Promise<Rotation> {
  return database.transactionAs(NarrowRole.Keys, async (transaction) => {
    await holdKeys(transaction);
    const signsFrom = new Date(Date.now() + (atOnce ? 0 : announcedFor));
    await transaction.query(
      atOnce
        ? sql`DELETE FROM passline.signing_keys`
        : sql`UPDATE passline.signing_keys SET retired_at = ${signsFrom} WHERE retired_at IS NULL`,
    );
    return { kid: await makeKey(transaction, signsFrom), signsFrom };
  });
}
