import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  answered,
  AuthServer,
  passwordRefused,
  sessionOf,
  tokenRefused,
} from '../session/auth-server.builder.ts';
import { withEnd } from '../session/session-end.ts';
import { CustomerSession } from './customer-session.ts';
import { keptCustomer } from './kept-customer.ts';

let server: AuthServer;
beforeEach(() => {
  server = new AuthServer({ 'auth/refresh': () => answered(200, sessionOf(2)) });
  server.install();
});
afterEach(() => server.remove());

describe('A customer’s session that has ended', () => {
  it.each([
    ['another password', (session: CustomerSession) => session.replace(sessionOf(2))],
    ['another name', (session: CustomerSession) => session.renamed('Mara Married')],
  ])('is not brought back by %s that was on its way', (_what, arrive) => {
    const session = CustomerSession.begin(sessionOf(1));
    session.end();
    arrive(session);
    expect([keptCustomer.session(), CustomerSession.restore()]).toEqual([null, null]);
  });

  it('is not brought back by tokens that were on their way, which are ended too', async () => {
    const onTheWay = Promise.withResolvers<Response>();
    server.answers['auth/refresh'] = () => onTheWay.promise;
    const session = CustomerSession.begin(sessionOf(1));
    await session.token();
    const renewed = session.token(true);
    session.end();
    onTheWay.resolve(answered(200, sessionOf(2)));
    await expect(renewed).rejects.toThrow('the session has ended');
    expect(keptCustomer.session()).toBeNull();
    expect(server.heard).toEqual([
      'POST auth/refresh refresh 1',
      'POST auth/logout refresh 1',
      'POST auth/logout refresh 2',
    ]);
  });

  it('in another tab, is not brought back by this one', () => {
    const session = CustomerSession.begin(sessionOf(1));
    keptCustomer.forget();
    session.endedElsewhere();
    session.replace(sessionOf(2));
    expect([keptCustomer.session(), server.heard]).toEqual([null, ['POST auth/logout refresh 2']]);
  });
});

describe('A customer’s session', () => {
  it('asks once where it is the password that is refused, and not the token', async () => {
    server.answers['auth/password'] = passwordRefused;
    const session = CustomerSession.begin(sessionOf(1));
    const answer = await session.ask('POST', '/auth/password', { old_password: 'wrong' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
    expect(server.heard).toEqual(['POST auth/password access 1']);
  });

  it('asks again with a new token where the token is refused', async () => {
    server.answers['customers/me'] = (token) =>
      token === 'access 1' ? tokenRefused() : answered(200, { name: 'Mara' });
    const session = CustomerSession.begin(sessionOf(1));
    expect(await session.ask('PATCH', '/customers/me', { name: 'Mara' })).toEqual({
      ok: true,
      body: { name: 'Mara' },
    });
    expect(server.heard).toEqual([
      'PATCH customers/me access 1',
      'POST auth/refresh refresh 1',
      'PATCH customers/me access 2',
    ]);
  });

  it('keeps the tokens that another tab has traded where its own answer comes late', () => {
    const session = CustomerSession.begin(sessionOf(1));
    keptCustomer.keepSession(withEnd(sessionOf(2)));
    session.renamed('Mara Married');
    expect(keptCustomer.session()).toMatchObject({
      refresh_token: 'refresh 2',
      user: { name: 'Mara Married' },
    });
  });

  it('goes on with the tokens of another password where the trade of those before is refused', async () => {
    const onTheWay = Promise.withResolvers<Response>();
    server.answers['auth/refresh'] = () => onTheWay.promise;
    const session = CustomerSession.begin(sessionOf(1));
    let isOver = false;
    session.addEventListener('over', () => (isOver = true));
    await session.token();
    const token = session.token(true);
    session.replace(sessionOf(3));
    onTheWay.resolve(tokenRefused());
    expect([await token, isOver, keptCustomer.session()?.refresh_token]).toEqual([
      'access 3',
      false,
      'refresh 3',
    ]);
  });

  it('goes on with another password, and with another name until its token ends', () => {
    const session = CustomerSession.begin(sessionOf(1));
    session.replace(sessionOf(2));
    const endsAt = keptCustomer.session()?.ends_at;
    session.renamed('Mara Married');
    expect(keptCustomer.session()).toMatchObject({ ...sessionOf(2, 'Mara Married'), ends_at: endsAt });
  });
});
