import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionSchema } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Providers } from '../support/providers.ts';
import type { ReceivedMail } from '../support/smtp-server.ts';
import { orders, refusal, rivalManager, sameForAll, World } from '../contracts/contract-world.ts';
import { apiOf, atWork, isLetIn, logIn, newAddress } from './administration-world.ts';

let providers: Providers;
let world: World;
let nobody: Api;
beforeAll(async () => {
  providers = await Providers.start();
  world = await World.open(providers.settings);
  nobody = new Api(world.url);
});
afterAll(async () => {
  await world.close();
  await providers.down();
});

const customers = '/api/v1/customers';
const password = 'correct horse battery staple';
const aPerson = (more: object = {}): { username: string; password: string; name: string } => ({
  username: newAddress(),
  password,
  name: 'Cora Newcomer',
  ...more,
});

const signUp = (more: object = {}): Promise<Answer> => nobody.post(customers, aPerson(more));
const confirm = (token: string, more: object = {}): Promise<Answer> =>
  nobody.post(`${customers}/confirm`, { token, ...more });
const reset = (token: string, new_password = 'another horse, another battery'): Promise<Answer> =>
  nobody.post(`${customers}/reset-password`, { token, new_password });

const mailsTo = (address: string): readonly ReceivedMail[] => providers.smtp.mailsTo(address);
const mail = (address: string, place = 0): Promise<ReceivedMail> =>
  eventually(() => mailsTo(address)[place], `mail number ${String(place + 1)} to ${address}`);
const linkIn = ({ parsed }: ReceivedMail): string => /https?:\/\/\S+/.exec(parsed.text ?? '')?.[0] ?? '';
const tokenIn = (received: ReceivedMail): string =>
  /#(?:confirm|reset)=(\S+)$/.exec(linkIn(received))?.[1] ?? '';

/** A customer who signed up and confirmed. */
async function aCustomer(more: object = {}): Promise<{ username: string; api: Api }> {
  const person = aPerson(more);
  expect((await nobody.post(customers, person)).status).toBe(201);
  expect((await confirm(tokenIn(await mail(person.username)))).status).toBe(200);
  return {
    username: person.username,
    api: apiOf(
      world.url,
      sessionSchema.parse((await logIn(world.url, person.username, person.password)).body),
    ),
  };
}

describe('Whoever signs up', () => {
  it('logs in once the address is confirmed by the link in the mail, and not before', async () => {
    const person = aPerson({ username: `Cora.${newAddress()}` });
    const answer = await nobody.post(customers, person);
    const username = person.username.toLowerCase();
    expect([answer.status, answer.body]).toEqual([201, { username, status: 'confirmation_pending' }]);
    expect(refusal(await logIn(world.url, username, password)).code).toBe('unauthenticated');
    const received = await mail(username);
    expect(linkIn(received)).toMatch(new RegExp(`^${world.url}/account#confirm=[A-Za-z0-9_-]{43}$`));
    expect((await confirm(tokenIn(received))).body).toEqual({ username });
    const { user } = sessionSchema.parse((await logIn(world.url, username, password)).body);
    expect(user).toMatchObject({ role: 'customer', name: 'Cora Newcomer', restaurant_id: null });
  });

  it('is told what to do in the language that they ask for, and a stranger’s name is not passed on', async () => {
    const person = aPerson({ name: 'Visit evil.example', locale: 'es-MX' });
    await nobody.post(customers, person);
    const { parsed } = await mail(person.username);
    expect(parsed.subject).toBe('Confirma tu correo para Passline');
    expect(parsed.text).toContain(
      'Confirma tu dirección y tu cuenta estará lista.\n\nConfirmar mi dirección:\nhttp',
    );
    expect(parsed.html).toContain('Confirmar mi dirección');
    expect(
      `${parsed.text ?? ''}${String(parsed.html)}${parsed.to === undefined ? '' : JSON.stringify(parsed.to)}`,
    ).not.toContain('evil.example');
  });

  it('orders at the restaurant that they signed up for, and by its id at any other', async () => {
    const [here, there] = [
      (await world.as('manager')).session?.user.restaurant_id ?? '',
      (await world.as(rivalManager)).session?.user.restaurant_id ?? '',
    ];
    const { api } = await aCustomer({ restaurant_id: here });
    expect((await api.place()).restaurant_id).toBe(here);
    expect((await api.place({ restaurant_id: there })).restaurant_id).toBe(there);
    const elsewhere = await aCustomer();
    const refused = await elsewhere.api.post(`${orders}/`, {
      fulfilment: 'pickup',
      items: [{ name: 'Soup', quantity: 1 }],
    });
    expect(refusal(refused).errors).toEqual([{ path: 'restaurant_id', message: 'say at which restaurant' }]);
    expect((await elsewhere.api.place({ restaurant_id: there })).restaurant_id).toBe(there);
    expect(refusal(await signUp({ restaurant_id: randomUUID() })).errors).toEqual([
      { path: 'restaurant_id', message: 'no restaurant has it' },
    ]);
  });

  it.each([
    ['password', 'must have at least 12 characters', { password: 'eleven char' }],
    [
      'password',
      'must not be the e-mail address',
      { username: 'someone.long@example.test', password: 'Someone.Long@example.test' },
    ],
    ['username', 'must be an e-mail address', { username: 'cora' }],
    ['name', expect.any(String), { name: '' }],
  ])('is told what is wrong with the %s: %s', async (path, message, wish) => {
    expect(refusal(await signUp(wish)).errors).toEqual([{ path, message }]);
  });

  it('gets the mail once more when it went astray, and either link works once, and says so afterwards', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username }));
    const first = await mail(username);
    expect((await nobody.post(`${customers}/resend`, { username })).body).toEqual({});
    const second = await mail(username, 1);
    expect(tokenIn(second)).not.toBe(tokenIn(first));
    expect((await confirm(tokenIn(first))).status).toBe(200);
    for (const received of [first, second])
      expect(refusal(await confirm(tokenIn(received))).code).toBe('already_confirmed');
  });

  it('has one account, however often the link is opened at once', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username }));
    const token = tokenIn(await mail(username));
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    expect(await world.rows('SELECT FROM passline.accounts WHERE username = $1', [username])).toHaveLength(1);
  });

  it('too late finds a link that is dead', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username }));
    const token = tokenIn(await mail(username));
    await world.rows(`UPDATE passline.account_tokens SET expires_at = now() - interval '1 second'`);
    expect(refusal(await confirm(token)).code).toBe('link_not_valid');
    expect(await world.rows('SELECT FROM passline.accounts WHERE username = $1', [username])).toEqual([]);
  });

  it.each(['', 'x', 'A'.repeat(43), "' OR 1=1 --"])('cannot confirm with the token "%s"', async (token) => {
    expect([400, 404]).toContain((await confirm(token)).status);
  });
});

describe('Nobody learns who has an account', () => {
  it('by signing up: the answer is the same, and the owner is told', async () => {
    const { username, api } = await aCustomer();
    const [taken, free] = [await signUp({ username }), await signUp()];
    expect([taken.status, taken.body]).toEqual([free.status, { ...(free.body as object), username }]);
    const { parsed } = await mail(username, 1);
    expect(parsed.subject).toBe('You already have an account');
    expect(parsed.text).toContain('Hello Cora Newcomer,');
    expect(parsed.text).toContain(`${world.url}/account#forgot`);
    expect((await logIn(world.url, username, password)).status).toBe(200);
    expect(await isLetIn(api)).toBe(true);
  });

  it('by signing up with the address of staff: they stay what they are', async () => {
    const { hired } = await atWork(await world.as('manager'));
    expect((await signUp({ username: hired.username, password: 'a password of the attacker' })).status).toBe(
      201,
    );
    expect((await mail(hired.username)).parsed.subject).toBe('You already have an account');
    expect((await logIn(world.url, hired.username, 'a password of the attacker')).status).toBe(401);
  });

  it.each(['resend', 'forgot-password'])(
    'by %s: the answer is the same for an address that has none',
    async (route) => {
      const answers = [
        await nobody.post(`${customers}/${route}`, { username: 'customer@demo.test' }),
        await nobody.post(`${customers}/${route}`, { username: newAddress() }),
        await nobody.post(`${customers}/${route}`, { username: 'manager@demo.test' }),
      ];
      expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, {}]));
    },
  );

  it('by logging in: an address without account, an unconfirmed one and a wrong password are refused alike', async () => {
    const unconfirmed = aPerson();
    await nobody.post(customers, unconfirmed);
    const refusals = [
      await logIn(world.url, newAddress(), password),
      await logIn(world.url, unconfirmed.username, unconfirmed.password),
      await logIn(world.url, 'customer@demo.test', 'not the password'),
    ].map(sameForAll);
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('and nobody floods a mailbox: five mails an hour, whoever asks', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username }));
    for (let more = 0; more < 8; more += 1) await nobody.post(`${customers}/resend`, { username });
    await mail(username, 4);
    await world.rows(
      `UPDATE passline.account_requests SET created_at = created_at - interval '61 minutes' WHERE username = $1`,
      [username],
    );
    await nobody.post(`${customers}/resend`, { username });
    await mail(username, 5);
    expect(mailsTo(username)).toHaveLength(6);
  });
});

describe('Whoever signs up with another’s address', () => {
  it('does not get in by the owner’s confirmation: the owner’s password decides which sign-up it is', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username, password: 'chosen by the attacker' }));
    const trap = await mail(username);
    await nobody.post(customers, aPerson({ username, password: 'chosen by the owner' }));
    const own = await mail(username, 1);
    for (const received of [trap, own])
      expect(refusal(await confirm(tokenIn(received))).code).toBe('password_required');
    expect(refusal(await confirm(tokenIn(trap), { password: 'chosen by the owner' })).code).toBe(
      'password_required',
    );
    expect((await confirm(tokenIn(own), { password: 'chosen by the owner' })).status).toBe(200);
    expect((await logIn(world.url, username, 'chosen by the attacker')).status).toBe(401);
    expect((await logIn(world.url, username, 'chosen by the owner')).status).toBe(200);
    expect(refusal(await confirm(tokenIn(trap), { password: 'chosen by the attacker' })).code).toBe(
      'already_confirmed',
    );
  });

  it('keeps no one from being hired with it', async () => {
    const { username } = aPerson();
    await nobody.post(customers, aPerson({ username }));
    const received = await mail(username);
    const { hired } = await atWork(await world.as('manager'), { username });
    expect(hired.username).toBe(username);
    expect(refusal(await confirm(tokenIn(received))).code).toBe('username_taken');
  });
});

describe('Whoever forgot the password', () => {
  it('sets another by the link in a mail; every session ends, and the link is spent', async () => {
    const { username, api } = await aCustomer();
    await nobody.post(`${customers}/forgot-password`, { username: username.toUpperCase() });
    const received = await mail(username, 1);
    expect(received.parsed.subject).toBe('Set a new password');
    expect(linkIn(received)).toMatch(new RegExp(`^${world.url}/account#reset=[A-Za-z0-9_-]{43}$`));
    expect(refusal(await reset(tokenIn(received), 'too short')).errors).toEqual([
      { path: 'new_password', message: 'must have at least 12 characters' },
    ]);
    expect(await isLetIn(api)).toBe(true);
    expect([(await reset(tokenIn(received))).status, await isLetIn(api)]).toEqual([200, false]);
    expect(
      refusal(await api.post('/api/v1/auth/refresh', { refresh_token: api.session?.refresh_token })).code,
    ).toBe('unauthenticated');
    expect((await logIn(world.url, username, password)).status).toBe(401);
    expect((await logIn(world.url, username, 'another horse, another battery')).status).toBe(200);
    expect(refusal(await reset(tokenIn(received), 'yet another battery')).code).toBe('link_not_valid');
  });

  it('uses one link alone, though two were sent; and none after the password was changed otherwise', async () => {
    const { username, api } = await aCustomer();
    for (const place of [1, 2]) {
      await nobody.post(`${customers}/forgot-password`, { username });
      await mail(username, place);
    }
    expect((await reset(tokenIn(await mail(username, 2)))).status).toBe(200);
    expect(refusal(await reset(tokenIn(await mail(username, 1)))).code).toBe('link_not_valid');
    const again = apiOf(
      world.url,
      sessionSchema.parse((await logIn(world.url, username, 'another horse, another battery')).body),
    );
    await nobody.post(`${customers}/forgot-password`, { username });
    const last = await mail(username, 3);
    await again.post('/api/v1/auth/password', {
      old_password: 'another horse, another battery',
      new_password: 'the third horse by now',
    });
    expect(refusal(await reset(tokenIn(last))).code).toBe('link_not_valid');
    expect(await isLetIn(api)).toBe(false);
  });

  it('within an hour: after that the link is dead', async () => {
    const { username } = await aCustomer();
    await nobody.post(`${customers}/forgot-password`, { username });
    const token = tokenIn(await mail(username, 1));
    await world.rows(`UPDATE passline.account_tokens SET expires_at = expires_at - interval '60 minutes'`);
    expect(refusal(await reset(token)).code).toBe('link_not_valid');
  });

  it('is helped by nobody’s confirmation: links of one kind do not work for the other', async () => {
    const { username } = await aCustomer();
    const pending = aPerson();
    await nobody.post(customers, pending);
    await nobody.post(`${customers}/forgot-password`, { username });
    expect(refusal(await reset(tokenIn(await mail(pending.username)))).code).toBe('link_not_valid');
    expect(refusal(await confirm(tokenIn(await mail(username, 1)))).code).toBe('link_not_valid');
  });

  it('and works at a restaurant asks there: no mail is sent to staff', async () => {
    const { hired } = await atWork(await world.as('manager'));
    await nobody.post(`${customers}/forgot-password`, { username: hired.username });
    const { username } = await aCustomer();
    await nobody.post(`${customers}/forgot-password`, { username });
    await mail(username, 1);
    expect(mailsTo(hired.username)).toEqual([]);
  });
});

describe('What is kept', () => {
  it('holds neither a password nor a token that could be used', async () => {
    const person = aPerson();
    await nobody.post(customers, person);
    const token = tokenIn(await mail(person.username));
    const kept = await world.rows<{ row: string }>(
      `SELECT t::text AS row FROM passline.account_requests t UNION ALL SELECT t::text FROM passline.account_tokens t`,
    );
    expect(kept.map(({ row }) => row).join('\n')).not.toContain(token);
    expect(kept.map(({ row }) => row).join('\n')).not.toContain(person.password);
    expect(world.passline.output()).not.toMatch(new RegExp(`${token}|${person.username}`));
    const letters = await world.rows<{ row: string }>('SELECT t::text AS row FROM notifier.letters t');
    expect(letters.length).toBeGreaterThan(10);
    expect(letters.map(({ row }) => row).join('\n')).not.toMatch(/example\.test|http/);
  });
});
