import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v4 as randomId, v7 as newId } from 'uuid';
import type {
  DevicePage,
  DevicesQuery,
  DeviceWithSecret,
  NewDevice,
  PosDevice,
  Staff,
} from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { deviceColumns, type DeviceRow } from '../accounts/device-row.ts';
import { hashSecret, newSecret } from '../accounts/device-secrets.ts';
import { EndedSessions, endSession } from '../sessions/ended-sessions.ts';
import { below, Database, pageOf } from '../../platform/index.ts';

/** The POS systems that act by themselves. A revoked one stays in the list, as the history names it. */
@Injectable()
export class ManageDevicesHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async list(query: DevicesQuery, { restaurant_id }: Staff): Promise<DevicePage> {
    const found = await this.database.ofRestaurant<DeviceRow>(restaurant_id, pageOfDevices(query));
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
    await this.database.ofRestaurant(
      restaurantId,
      sql`INSERT INTO passline.devices (${deviceColumns.names}) VALUES (${deviceColumns.values(device)})`,
    );
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
  async #shut(deviceId: string, { restaurant_id }: Staff, change: Partial<DeviceRow>): Promise<DeviceRow> {
    const { before, after } = await this.database.transactionOf(restaurant_id, async (transaction) => {
      const [found] = await transaction.query<DeviceRow>(
        sql`${devices} WHERE device_id = ${deviceId} FOR UPDATE`,
      );
      if (found === undefined) throw noDevice();
      if (found.revokedAt !== null) return { before: found, after: found };
      await transaction.query(
        sql`UPDATE passline.devices SET ${deviceColumns.set(change)} WHERE device_id = ${deviceId}`,
      );
      await endSession(transaction, found.sessionId);
      return { before: found, after: { ...found, ...change } };
    });
    if (before.revokedAt !== null && change.revokedAt === undefined) throw noDevice();
    this.endedSessions.remember([before.sessionId]);
    return after;
  }
}

const noDevice = (): ProblemError =>
  new ProblemError('not_found', 'No device of yours has this id, or it is revoked.');

const devices = sql`SELECT ${deviceColumns.selected()} FROM passline.devices`;

const pageOfDevices = ({ limit, cursor }: DevicesQuery): Sql => sql`${devices}
  WHERE ${below(cursor, sql`created_at, device_id`)}
  ORDER BY created_at DESC, device_id DESC LIMIT ${limit + 1}`;

function deviceOf({
  deviceId,
  name,
  clientId,
  scopes,
  createdAt,
  lastSeenAt,
  revokedAt,
}: DeviceRow): PosDevice {
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
