import { Injectable } from '@nestjs/common';
import type { Device, DeviceToken, Scope } from '#libs/contracts';
import { type Credentials, invalidRequest, ProblemError, sameSecret } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccessTokens } from '../account/access-tokens.ts';
import { DeviceEntity } from '../account/device.entity.ts';
import { hashSecret } from '../account/device-secrets.ts';
import { accessTokenLife } from '../account/token-life.ts';
import { noteForAudit } from '../audit/audit-notes.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** Gives a POS device its access token; there is no refresh token, since it can ask again. */
@Injectable()
export class IssueDeviceTokenHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws ProblemError 401 for a wrong id or secret, 400 for a scope that the device does not have */
  async handle({ id, secret }: Credentials, wanted: string | undefined): Promise<DeviceToken> {
    const device = await this.#find(id);
    if (device !== null) noteForAudit({ target_id: device.deviceId, restaurant_id: device.restaurantId });
    const right = sameSecret(device?.secretHash ?? '', hashSecret(secret));
    if (device === null || !right || device.revokedAt !== null)
      throw new ProblemError('unauthenticated', 'This client_id and client_secret do not belong together.');
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

  #find(clientId: string): Promise<DeviceEntity | null> {
    return this.database.transactionAs(NarrowRole.Login, (manager) =>
      manager.findOneBy(DeviceEntity, { clientId }),
    );
  }

  async #seen(deviceId: string): Promise<void> {
    await this.database.transactionAs(NarrowRole.Login, (manager) =>
      manager.update(DeviceEntity, { deviceId }, { lastSeenAt: new Date() }),
    );
  }
}

function grantedScopes({ scopes }: DeviceEntity, wanted: string | undefined): Scope[] {
  if (wanted === undefined || wanted === '') return scopes;
  const asked = wanted.split(' ');
  const refused = asked.filter((scope) => !scopes.some((own) => own === scope));
  if (refused.length > 0)
    throw invalidRequest([{ path: ['scope'], message: `this device does not have ${refused.join(', ')}` }]);
  return scopes.filter((scope) => asked.includes(scope));
}
