import type { Scope } from '#libs/contracts';
import { Columns } from '#libs/postgres';

/** A POS system that acts by itself, by OAuth 2.0 client credentials. */
export interface DeviceRow {
  readonly deviceId: string;
  readonly restaurantId: string;
  readonly name: string;
  readonly clientId: string;
  /** SHA-256 of the secret, which is random and long: nothing to guess. */
  readonly secretHash: string;
  /** Of all tokens that this secret gave; another secret begins another session. */
  readonly sessionId: string;
  readonly scopes: Scope[];
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
}

export const deviceColumns = new Columns<DeviceRow>({
  deviceId: 'device_id',
  restaurantId: 'restaurant_id',
  name: 'name',
  clientId: 'client_id',
  secretHash: 'secret_hash',
  sessionId: 'session_id',
  scopes: 'scopes',
  revokedAt: 'revoked_at',
  lastSeenAt: 'last_seen_at',
  createdAt: 'created_at',
});
