import type { SessionEnd } from '#libs/contracts';
import { Columns } from '#libs/postgres';

/**
 * A refresh token by its digest; all that descend from one log-in are a family, and one used twice ends it.
 */
export interface RefreshTokenRow {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly familyId: string;
  readonly expiresAt: Date;
  readonly spentAt: Date | null;
  /** Null while its session goes on. */
  readonly endedBecause: SessionEnd | null;
}

export const refreshTokenColumns = new Columns<RefreshTokenRow>({
  tokenHash: 'token_hash',
  accountId: 'account_id',
  familyId: 'family_id',
  expiresAt: 'expires_at',
  spentAt: 'spent_at',
  endedBecause: 'ended_because',
});
