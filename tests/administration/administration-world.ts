import { randomUUID } from 'node:crypto';
import {
  deviceTokenSchema,
  type DeviceWithSecret,
  deviceWithSecretSchema,
  type HiredStaff,
  hiredStaffSchema,
  type NewDevice,
  type NewStaff,
  type Session,
  sessionSchema,
} from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';

export const staffPath = '/api/v1/staff';
export const devicesPath = '/api/v1/devices';

export const newAddress = (): string => `${randomUUID()}@example.test`;

/** What everyone with an access token may ask, and so tells whether the token still holds. */
export const isLetIn = async (api: Api): Promise<boolean> =>
  (await api.get('/api/v1/online/orders/history')).status === 200;

export const logIn = (
  url: string,
  username: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Answer> => new Api(url).post('/api/v1/auth/login', { username, password }, headers);

export const apiOf = (url: string, session: Session): Api => new Api(url, session.access_token, session);

/** A new colleague as the answer shows them, the one-time password with them; 201 is taken for granted. */
export async function hire(by: Api, wish: Partial<NewStaff> = {}): Promise<HiredStaff> {
  const { status, body } = await by.post(staffPath, {
    username: newAddress(),
    name: 'Nina New',
    role: 'cashier',
    ...wish,
  });
  if (status !== 201) throw new Error(`nobody was hired: ${JSON.stringify(body)}`);
  return hiredStaffSchema.parse(body);
}

export const ownPassword = 'a password of one’s own';

/** A new colleague at work: with a password of their own. */
export async function atWork(
  by: Api,
  wish: Partial<NewStaff> = {},
): Promise<{ hired: HiredStaff; api: Api }> {
  const hired = await hire(by, wish);
  const first = sessionSchema.parse((await logIn(by.url, hired.username, hired.one_time_password)).body);
  const changed = await apiOf(by.url, first).post('/api/v1/auth/password', {
    old_password: hired.one_time_password,
    new_password: ownPassword,
  });
  return { hired, api: apiOf(by.url, sessionSchema.parse(changed.body)) };
}

/** A new POS; 201 is taken for granted. */
export async function register(by: Api, wish: Partial<NewDevice> = {}): Promise<DeviceWithSecret> {
  const { status, body } = await by.post(devicesPath, {
    name: 'Till',
    scopes: ['orders:read', 'status:write'],
    ...wish,
  });
  if (status !== 201) throw new Error(`no device was registered: ${JSON.stringify(body)}`);
  return deviceWithSecretSchema.parse(body);
}

export async function askToken(url: string, { client_id, client_secret }: DeviceWithSecret): Promise<Answer> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const response = await fetch(`${url}/api/v1/auth/token`, { method: 'POST', body: form });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function deviceApi(url: string, device: DeviceWithSecret): Promise<Api> {
  return new Api(url, deviceTokenSchema.parse((await askToken(url, device)).body).access_token);
}
