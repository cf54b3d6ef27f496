import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  answered,
  AuthServer,
  passwordRefused,
  sessionOf,
  tokenRefused,
} from '../session/auth-server.builder.ts';
import { keptSession } from './kept-session.ts';
import { BoardSession } from './session.ts';

let server: AuthServer;
let session: BoardSession;
let overs: number;
beforeEach(async () => {
  server = new AuthServer({
    'auth/login': () => answered(200, sessionOf(1)),
    'auth/refresh': () => answered(200, sessionOf(2)),
  });
  server.install();
  session = await BoardSession.login('mara', 'secret');
  server.heard.length = overs = 0;
  session.addEventListener('over', () => (overs += 1));
});
afterEach(() => server.remove());

describe('The session of a board', () => {
  it('asks once where it is the password that is refused, and not the token', async () => {
    server.answers['auth/password'] = passwordRefused;
    expect(await session.changePassword('wrong', 'another')).toMatchObject({ code: 'unauthenticated' });
    expect(server.heard).toEqual(['POST auth/password access 1']);
  });

  it('asks again with a new token where the token is refused', async () => {
    server.answers['online/orders'] = (token) =>
      token === 'access 1' ? tokenRefused() : answered(200, { orders: [] });
    expect(await session.ask('GET', '/online/orders')).toEqual({ ok: true, body: { orders: [] } });
    expect(server.heard).toEqual([
      'GET online/orders access 1',
      'POST auth/refresh refresh 1',
      'GET online/orders access 2',
    ]);
  });

  it('is over once, where it cannot be renewed', async () => {
    server.answers['online/orders'] = tokenRefused;
    server.answers['auth/refresh'] = passwordRefused;
    await session.ask('GET', '/online/orders');
    session.refused('unauthenticated');
    expect([overs, keptSession()]).toEqual([1, null]);
  });
});

describe('The session of a board that has ended', () => {
  it('is not brought back by tokens that were on their way, which are ended too', async () => {
    const onTheWay = Promise.withResolvers<Response>();
    server.answers['auth/refresh'] = () => onTheWay.promise;
    const renewed = session.token(true);
    session.end();
    onTheWay.resolve(answered(200, sessionOf(2)));
    await expect(renewed).rejects.toThrow('the session has ended');
    expect([keptSession(), server.heard]).toEqual([
      null,
      ['POST auth/refresh refresh 1', 'POST auth/logout refresh 1', 'POST auth/logout refresh 2'],
    ]);
  });

  it('says no more that it is over: whoever left did so by themselves', async () => {
    server.answers['online/orders'] = tokenRefused;
    server.answers['auth/refresh'] = passwordRefused;
    session.end();
    await session.ask('GET', '/online/orders');
    expect(overs).toBe(0);
  });

  it('is not brought back by another password', async () => {
    const onTheWay = Promise.withResolvers<Response>();
    server.answers['auth/password'] = () => onTheWay.promise;
    const changed = session.changePassword('secret', 'another');
    session.end();
    onTheWay.resolve(answered(200, sessionOf(2)));
    await changed;
    expect(keptSession()).toBeNull();
  });
});
