import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionSchema, staffMemberSchema, staffPageSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { demoPassword } from '../support/passline.ts';
import { refusal, rivalManager, World } from '../contracts/contract-world.ts';
import {
  apiOf,
  atWork,
  hire,
  isLetIn,
  logIn,
  newAddress,
  ownPassword,
  staffPath,
} from './administration-world.ts';

let world: World;
let admin: Api;
let manager: Api;
beforeAll(async () => {
  world = await World.open();
  [admin, manager] = [await world.as('admin'), await world.as('manager')];
});
afterAll(() => world.close());

describe('A new colleague', () => {
  it('does nothing with the one-time password but set another, and then works', async () => {
    const hired = await hire(manager, { role: 'kitchen', name: 'Nora' });
    const first = await logIn(world.url, hired.username.toUpperCase(), hired.one_time_password);
    const newcomer = apiOf(world.url, sessionSchema.parse(first.body));
    expect(refusal(await newcomer.get('/api/v1/online/orders')).code).toBe('password_change_required');
    const tooShort = await newcomer.post('/api/v1/auth/password', {
      old_password: hired.one_time_password,
      new_password: 'short',
    });
    expect(refusal(tooShort).code).toBe('invalid_request');
    const changed = await newcomer.post('/api/v1/auth/password', {
      old_password: hired.one_time_password,
      new_password: ownPassword,
    });
    const session = sessionSchema.parse(changed.body);
    expect(session.user).toMatchObject({ user_id: hired.user_id, role: 'kitchen', name: 'Nora' });
    expect([await isLetIn(apiOf(world.url, session)), await isLetIn(newcomer)]).toEqual([true, false]);
    expect((await logIn(world.url, hired.username, hired.one_time_password)).status).toBe(401);
    expect((await logIn(world.url, hired.username, ownPassword)).status).toBe(200);
  });

  it('has an address that no one else has, in whatever restaurant and whatever case', async () => {
    for (const username of ['Cashier@Demo.Test', rivalManager]) {
      const answer = await manager.post(staffPath, { username, name: 'Twin', role: 'cashier' });
      expect([answer.status, refusal(answer).code]).toEqual([409, 'username_taken']);
    }
  });

  it.each([
    { role: 'customer' },
    { role: 'device' },
    { role: 'owner' },
    { username: 'nobody' },
    { name: '' },
  ])('is not hired as %j', async (wish) => {
    expect(
      refusal(
        await manager.post(staffPath, { username: newAddress(), name: 'New', role: 'cashier', ...wish }),
      ).code,
    ).toBe('invalid_request');
  });

  it('has the password shown this once', async () => {
    const hired = await hire(manager);
    const { body } = await manager.get(`${staffPath}?limit=1`);
    expect(staffPageSchema.parse(body).staff).toEqual([staffMemberSchema.parse(hired)]);
    expect(JSON.stringify(body)).not.toContain(hired.one_time_password);
    expect(JSON.stringify(body)).not.toMatch(/hash|argon/);
  });
});

describe('The list of staff', () => {
  it('comes newest first, page by page, without customers', async () => {
    const hired = [await hire(manager), await hire(manager), await hire(manager)].reverse();
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = staffPageSchema.parse((await manager.get(`${staffPath}?limit=2${cursor}`)).body);
      seen.push(...page.staff.map(({ username }) => username));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(seen.slice(0, 3)).toEqual(hired.map(({ username }) => username));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['admin@demo.test', 'courier@demo.test']));
    expect(seen.filter((username) => username.includes('customer'))).toEqual([]);
  });
});

describe('A manager', () => {
  it('neither makes an admin, nor makes one of someone, nor changes one', async () => {
    const adminId = admin.session?.user.user_id ?? '';
    const { user_id } = await hire(manager);
    const tries = [
      await manager.post(staffPath, { username: newAddress(), name: 'New', role: 'admin' }),
      await manager.send('PATCH', `${staffPath}/${user_id}`, { role: 'admin' }),
      await manager.send('PATCH', `${staffPath}/${adminId}`, { name: 'Mine' }),
      await manager.send('PATCH', `${staffPath}/${adminId}`, { disabled: true }),
      await manager.post(`${staffPath}/${adminId}/reset-password`),
    ];
    expect(tries.map((answer) => [answer.status, refusal(answer).code])).toEqual(
      tries.map(() => [403, 'forbidden']),
    );
    expect((await logIn(world.url, 'admin@demo.test', demoPassword)).status).toBe(200);
  });

  it('reaches no customer through the staff', async () => {
    const customer = await world.as('customer');
    const answer = await manager.post(`${staffPath}/${customer.session?.user.user_id ?? ''}/reset-password`);
    expect([answer.status, refusal(answer).code]).toEqual([404, 'not_found']);
  });
});

describe('Nobody', () => {
  it.each(['admin', 'manager'])(
    'of staff resets their own password by their token alone: %s',
    async (account) => {
      const api = await world.as(account);
      const ownId = api.session?.user.user_id ?? '';
      for (const id of [ownId, ownId.toUpperCase()]) {
        const answer = await api.post(`${staffPath}/${id}/reset-password`);
        expect([answer.status, refusal(answer).code]).toEqual([403, 'forbidden']);
        expect(refusal(answer).detail).toContain('use /auth/password');
      }
      expect([
        await isLetIn(api),
        (await logIn(world.url, `${account}@demo.test`, demoPassword)).status,
      ]).toEqual([true, 200]);
    },
  );
});

describe('The last admin', () => {
  it('can be neither shut out nor made something else, until there is another', async () => {
    const adminId = admin.session?.user.user_id ?? '';
    for (const wish of [{ disabled: true }, { role: 'manager' }]) {
      const answer = await admin.send('PATCH', `${staffPath}/${adminId}`, wish);
      expect([answer.status, refusal(answer).code]).toEqual([409, 'last_admin']);
    }
    expect(
      (
        await admin.send('PATCH', `${staffPath}/${adminId}`, {
          name: 'Ana Admin',
          role: 'admin',
          disabled: false,
        })
      ).status,
    ).toBe(200);
    expect(await isLetIn(admin)).toBe(true);
  });

  it('remains where two shut each other out at the same moment', async () => {
    const [one, other] = [await atWork(admin, { role: 'admin' }), await atWork(admin, { role: 'admin' })];
    await admin.send('PATCH', `${staffPath}/${admin.session?.user.user_id ?? ''}`, { role: 'manager' });
    const answers = await Promise.all([
      one.api.send('PATCH', `${staffPath}/${other.hired.user_id}`, { disabled: true }),
      other.api.send('PATCH', `${staffPath}/${one.hired.user_id}`, { disabled: true }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await world.rows(
      `SELECT 1 FROM passline.accounts WHERE role = 'admin' AND disabled_at IS NULL`,
    );
    expect(left).toHaveLength(1);
  });
});

describe('Whoever loses a right', () => {
  it.each([
    ['is shut out', { disabled: true }],
    ['gets another role', { role: 'courier' }],
  ])('is refused at the very next request: %s', async (_, wish) => {
    const { hired, api } = await atWork(manager);
    expect(await isLetIn(api)).toBe(true);
    const answer = await manager.send('PATCH', `${staffPath}/${hired.user_id}`, wish);
    expect(staffMemberSchema.parse(answer.body)).toMatchObject(wish);
    expect(refusal(await api.get('/api/v1/online/orders')).code).toBe('unauthenticated');
    const refreshed = await api.post('/api/v1/auth/refresh', { refresh_token: api.session?.refresh_token });
    expect(refusal(refreshed).code).toBe('unauthenticated');
  });

  it('cannot log in while the account is shut, and can once it is open again', async () => {
    const { hired } = await atWork(manager);
    await manager.send('PATCH', `${staffPath}/${hired.user_id}`, { disabled: true });
    expect(refusal(await logIn(world.url, hired.username, ownPassword)).code).toBe('unauthenticated');
    await manager.send('PATCH', `${staffPath}/${hired.user_id}`, { disabled: false });
    const session = sessionSchema.parse((await logIn(world.url, hired.username, ownPassword)).body);
    expect(await isLetIn(apiOf(world.url, session))).toBe(true);
  });

  it('works on where only the name changes', async () => {
    const { hired, api } = await atWork(manager);
    await manager.send('PATCH', `${staffPath}/${hired.user_id}`, { name: 'Nina Newname' });
    expect(await isLetIn(api)).toBe(true);
  });

  it('with a reset password starts over with a one-time password', async () => {
    const { hired, api } = await atWork(manager);
    const { status, body } = await manager.post(`${staffPath}/${hired.user_id}/reset-password`);
    const { one_time_password } = body as { one_time_password: string };
    expect([
      status,
      await isLetIn(api),
      (await logIn(world.url, hired.username, ownPassword)).status,
    ]).toEqual([200, false, 401]);
    const again = apiOf(
      world.url,
      sessionSchema.parse((await logIn(world.url, hired.username, one_time_password)).body),
    );
    expect(refusal(await again.get('/api/v1/online/orders')).code).toBe('password_change_required');
  });
});
