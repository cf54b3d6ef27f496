import { Injectable } from '@nestjs/common';
import type { Device, DeviceToken, Scope } from '#libs/contracts';
import { accessTokenLife } from '#libs/access-tokens';
import { sql } from '#libs/postgres';
import { type Credentials, OAuthRefusal, sameSecret } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccessTokens } from '../tokens/access-tokens.ts';
import { deviceColumns, type DeviceRow } from '../accounts/device-row.ts';
import { hashSecret } from '../accounts/device-secrets.ts';
import { Database, NarrowRole, noteForAudit } from '../../platform/index.ts';

/** Gives a POS device its access token; there is no refresh token, since it can ask again. */
@Injectable()
export class IssueTokenHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws OAuthRefusal for a wrong id or secret, and for a scope that the device does not have */
  async handle({ id, secret }: Credentials, wanted: string | undefined): Promise<DeviceToken> {
    const device = await this.#find(id);
    if (device !== null) noteForAudit({ target_id: device.deviceId, restaurant_id: device.restaurantId });
    const right = sameSecret(device?.secretHash ?? '', hashSecret(secret));
    if (device === null || !right || device.revokedAt !== null)
      throw new OAuthRefusal('invalid_client', 'This client_id and client_secret do not belong together.');
    const scopes = grantedScopes(device, wanted);
    const { deviceId, name, restaurantId, sessionId } = device;
    await this.#seen(deviceId);
    const caller: Device = {
      kind: 'device',
      id: deviceId,
      name,
      role: Role.Device,
      scopes,
      restaurant_id: restaurantId,
    };
    return {
      access_token: await this.tokens.sign(caller, sessionId),
      token_type: 'Bearer',
      expires_in: accessTokenLife,
      scope: scopes.join(' '),
    };
  }

  async #find(clientId: string): Promise<DeviceRow | null> {
    const [device] = await this.database.asRole<DeviceRow>(
      NarrowRole.Login,
      sql`SELECT ${deviceColumns.selected()} FROM passline.devices WHERE client_id = ${clientId}`,
    );
    return device ?? null;
  }

  async #seen(deviceId: string): Promise<void> {
    await this.database.asRole(
      NarrowRole.Login,
      sql`UPDATE passline.devices SET last_seen_at = ${new Date()} WHERE device_id = ${deviceId}`,
    );
  }
}

function grantedScopes({ scopes }: DeviceRow, wanted: string | undefined): Scope[] {
  if (wanted === undefined || wanted === '') return scopes;
  const asked = wanted.split(' ').filter((scope) => scope !== '');
  const refused = asked.filter((scope) => !scopes.some((own) => own === scope));
  if (refused.length > 0)
    throw new OAuthRefusal('invalid_scope', `This device does not have ${refused.join(', ')}.`);
  return scopes.filter((scope) => asked.includes(scope));
}
