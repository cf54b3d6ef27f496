import { IsNull } from 'typeorm';
import { holdKeys, makeKey } from '../account/key-set.ts';
import { SigningKeyEntity } from '../account/signing-key.entity.ts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** How long a new key is shown before it signs, in ms: by then every instance, every gateway, and whoever else reads our keys knows it. */
const announcedFor = 60_000;

export interface Rotation {
  readonly kid: string;
  readonly signsFrom: Date;
}

/**
 * Makes a new key. The one before signs until the new one is known everywhere, and is believed until the last of its tokens has ended, so that nobody is
 * logged out. After a theft there is no time for that: `atOnce` ends the old keys now, and everyone's next request has to trade its refresh token.
 */
export async function rotateKeys(
  database: Database,
  { atOnce }: { readonly atOnce: boolean },
): Promise<Rotation> {
  return database.transactionAs(NarrowRole.Keys, async (manager) => {
    await holdKeys(manager);
    const signsFrom = new Date(Date.now() + (atOnce ? 0 : announcedFor));
    if (atOnce) await manager.createQueryBuilder().delete().from(SigningKeyEntity).execute();
    else await manager.update(SigningKeyEntity, { retiredAt: IsNull() }, { retiredAt: signsFrom });
    return { kid: await makeKey(manager, signsFrom), signsFrom };
  });
}
