import * as z from 'zod';
import { deviceTokenSchema, deviceWithSecretSchema, type DeviceWithSecret } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { account } from './programs.ts';
import type { TestBed } from './test-bed.ts';

/** A token lives for a quarter of an hour; in ms. */
const renewAfter = 5 * 60_000;

/**
 * As many restaurants as a busy server has, each with a POS device of its own. They are copies of the demo's
 * first one, made in the tables: nobody founds hundreds by hand.
 */
export class ManyRestaurants {
  #tokens: readonly string[] = [];
  #renewed = Number.NEGATIVE_INFINITY;

  private constructor(
    private readonly url: string,
    private readonly devices: readonly { readonly client_id: string; readonly restaurant_id: string }[],
    private readonly secret: string,
  ) {}

  /** @param passline where it answers, and its database by name */
  static async found(
    testBed: TestBed,
    { url, database }: { readonly url: string; readonly database: string },
    count: number,
  ): Promise<ManyRestaurants> {
    const { client_id, client_secret, device_id } = await registerDevice(url);
    const devices = await testBed.session(database, async (client) => {
      const copies = copyOf(device_id, client_id, count);
      return (await client.query<{ client_id: string; restaurant_id: string }>(copies)).rows;
    });
    return new ManyRestaurants(url, devices, client_secret);
  }

  get restaurantIds(): readonly string[] {
    return this.devices.map(({ restaurant_id }) => restaurant_id);
  }

  /** An access token of each restaurant's device, in the order of `restaurantIds`. */
  async tokens(): Promise<readonly string[]> {
    if (performance.now() - this.#renewed > renewAfter) {
      const tokens: string[] = [];
      for (const { client_id } of this.devices) tokens.push(await this.#tokenOf(client_id));
      [this.#tokens, this.#renewed] = [tokens, performance.now()];
    }
    return this.#tokens;
  }

  async #tokenOf(clientId: string): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: this.secret,
    });
    const answer = await fetch(`${this.url}/api/v1/auth/token`, { method: 'POST', body });
    return deviceTokenSchema.parse(await answer.json()).access_token;
  }
}

async function registerDevice(url: string): Promise<DeviceWithSecret> {
  const api = await RestaurantApi.logIn(url, { ...account, username: 'manager@demo.test' });
  const answer = await fetch(`${url}/api/v1/devices`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await api.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'POS', scopes: ['orders:read', 'orders:write', 'status:write'] }),
  });
  api.close();
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`no device can be registered: ${text}`);
  return deviceWithSecretSchema.parse(z.json().parse(JSON.parse(text)));
}

/** Each copy of the device has the same secret, in a restaurant of its own. */
const copyOf = (deviceId: string, clientId: string, count: number) => sql`
  WITH copies AS (
    SELECT gen_random_uuid() AS restaurant_id, ${clientId} || '-' || number AS client_id
    FROM generate_series(1, ${count}) AS number
  ), founded AS (
    INSERT INTO passline.restaurants (restaurant_id, name, phone, address, timezone, locale, currency,
      base_preparation_minutes)
    SELECT c.restaurant_id, r.name, r.phone, r.address, r.timezone, r.locale, r.currency,
      r.base_preparation_minutes
    FROM copies c, passline.restaurants r JOIN passline.devices d USING (restaurant_id)
    WHERE d.device_id = ${deviceId}
    RETURNING restaurants.restaurant_id
  )
  INSERT INTO passline.devices (device_id, restaurant_id, name, client_id, secret_hash, session_id, scopes,
    created_at)
  SELECT gen_random_uuid(), c.restaurant_id, d.name, c.client_id, d.secret_hash, gen_random_uuid(), d.scopes,
    now()
  FROM founded JOIN copies c USING (restaurant_id), passline.devices d WHERE d.device_id = ${deviceId}
  RETURNING client_id, restaurant_id`;
