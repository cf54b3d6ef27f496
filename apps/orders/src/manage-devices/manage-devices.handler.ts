import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v4 as randomId, v7 as newId } from 'uuid';
import type {
  DevicePage,
  DevicesQuery,
  DeviceWithSecret,
  NewDevice,
  PosDevice,
  Staff,
} from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { DeviceEntity } from '../account/device.entity.ts';
import { hashSecret, newSecret } from '../account/device-secrets.ts';
import { EndedSessions, endSession } from '../account/ended-sessions.ts';
import { below, pageOf } from '../database/cursor.ts';
import { Database } from '../database/database.ts';

/** The POS systems that act by themselves. A revoked one stays in the list, as the history names it. */
@Injectable()
export class ManageDevicesHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async list(query: DevicesQuery, { restaurant_id }: Staff): Promise<DevicePage> {
    const found = await this.database.transactionOf(restaurant_id, (manager) => findDevices(manager, query));
    const { shown, next_cursor } = pageOf(found, query.limit, ({ createdAt, deviceId }) => ({
      at: createdAt.toISOString(),
      id: deviceId,
    }));
    return { devices: shown.map(deviceOf), next_cursor };
  }

  async register(
    { name, scopes }: NewDevice,
    { restaurant_id: restaurantId }: Staff,
  ): Promise<DeviceWithSecret> {
    const secret = newSecret();
    const device = {
      deviceId: newId(),
      restaurantId,
      name,
      clientId: `pos-${randomBytes(9).toString('base64url')}`,
      secretHash: hashSecret(secret),
      sessionId: randomId(),
      scopes: [...new Set(scopes)],
      revokedAt: null,
      lastSeenAt: null,
      createdAt: new Date(),
    };
    await this.database.transactionOf(restaurantId, (manager) => manager.insert(DeviceEntity, device));
    return { ...deviceOf(device), client_secret: secret };
  }

  /** @throws ProblemError 404 for a device that is not there, or revoked */
  async rotate(deviceId: string, caller: Staff): Promise<DeviceWithSecret> {
    const secret = newSecret();
    const changed = { secretHash: hashSecret(secret), sessionId: randomId() };
    return { ...deviceOf(await this.#shut(deviceId, caller, changed)), client_secret: secret };
  }

  /** Once is as good as twice. @throws ProblemError 404 */
  async revoke(deviceId: string, caller: Staff): Promise<PosDevice> {
    return deviceOf(await this.#shut(deviceId, caller, { revokedAt: new Date() }));
  }

  /** Changes a device, and ends the tokens that it has. */
  async #shut(
    deviceId: string,
    { restaurant_id }: Staff,
    change: Partial<DeviceEntity>,
  ): Promise<DeviceEntity> {
    const { before, after } = await this.database.transactionOf(restaurant_id, async (manager) => {
      const found = await manager.findOne(DeviceEntity, {
        where: { deviceId },
        lock: { mode: 'pessimistic_write' },
      });
      if (found === null) throw noDevice();
      if (found.revokedAt !== null) return { before: found, after: found };
      await manager.update(DeviceEntity, { deviceId }, change);
      await endSession(manager, found.sessionId);
      return { before: found, after: { ...found, ...change } };
    });
    if (before.revokedAt !== null && change.revokedAt === undefined) throw noDevice();
    this.endedSessions.remember([before.sessionId]);
    return after;
  }
}

const noDevice = (): ProblemError =>
  new ProblemError('not_found', 'No device of yours has this id, or it is revoked.');

function findDevices(manager: EntityManager, { limit, cursor }: DevicesQuery): Promise<DeviceEntity[]> {
  const [at, id] = below(cursor);
  const found = manager.createQueryBuilder(DeviceEntity, 'd');
  if (at !== null) found.where('(d.createdAt, d.deviceId) < (:at, :id)', { at, id });
  return found
    .orderBy('d.createdAt', 'DESC')
    .addOrderBy('d.deviceId', 'DESC')
    .limit(limit + 1)
    .getMany();
}

function deviceOf({
  deviceId,
  name,
  clientId,
  scopes,
  createdAt,
  lastSeenAt,
  revokedAt,
}: DeviceEntity): PosDevice {
  return {
    device_id: deviceId,
    name,
    client_id: clientId,
    scopes,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt?.toISOString() ?? null,
    revoked_at: revokedAt?.toISOString() ?? null,
  };
}
