import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReportedErrors, throwing } from '../listeners/reported-errors.contract.ts';
import { eventually, problem, TrackingServer } from '../order-connection/tracking-server.contract.ts';
import type { ConnectionStatus } from './connection.machine.ts';
import { LiveConnection, type LiveConnectionOptions } from './live-connection.ts';
import { Token } from './token-source.ts';

const errors = new ReportedErrors();

describe('a live connection whose owner throws', () => {
  let server: TrackingServer;
  let connection: LiveConnection;
  let heard: (ConnectionStatus | 'opened' | 'refused')[];

  const open = (broken: Partial<LiveConnectionOptions>): void => {
    connection = new LiveConnection({
      url: `http://127.0.0.1:${server.port}/tracking`,
      token: new Token('token'),
      poll: () => undefined,
      onOpened: () => heard.push('opened'),
      onStatus: (status) => heard.push(status),
      onRefused: () => heard.push('refused'),
      ...broken,
    });
    connection.start();
  };

  beforeEach(async () => {
    heard = [];
    errors.watch();
    server = new TrackingServer();
    await server.start();
  });
  afterEach(async () => {
    connection.stop();
    await server.stop();
    errors.unwatch();
  });

  it('in onStatus stays the one that it is, and says that it is open', async () => {
    const { callback, calls } = throwing();
    open({ onStatus: callback });
    await eventually(() => heard.includes('opened'), 'an open connection');
    expect([calls(), errors.all.length, server.handshakes]).toEqual([2, 2, 1]);
  });

  it('in onOpened stays the one that it is, and comes back after a cut', async () => {
    const { callback, calls } = throwing();
    open({ onOpened: callback });
    await eventually(() => heard.at(-1) === 'connected' && calls() === 1, 'an open connection');
    server.tracking.disconnectSockets(true);
    await eventually(() => heard.at(-1) === 'connected' && calls() === 2, 'another connection');
    expect([heard, errors.all.length, server.handshakes]).toEqual([
      ['disconnected', 'connected', 'polling', 'connected'],
      2,
      2,
    ]);
  });

  it('in poll comes back after a cut', async () => {
    const { callback, calls } = throwing();
    open({ poll: callback });
    await eventually(() => heard.at(-1) === 'opened', 'an open connection');
    server.tracking.disconnectSockets(true);
    await eventually(() => heard.filter((each) => each === 'opened').length === 2, 'another connection');
    expect([calls(), errors.all.length, server.handshakes]).toEqual([1, 1, 2]);
  });

  it('in onRefused has given up all the same', async () => {
    const { callback, calls } = throwing();
    server.handshake = problem(403, 'forbidden');
    open({ onRefused: callback });
    await eventually(() => calls() === 1, 'the refusal');
    expect([heard, errors.all.length, server.handshakes]).toEqual([['disconnected', 'error'], 1, 1]);
  });
});

describe('a live connection whose token is about to end', () => {
  let server: TrackingServer;
  let connection: LiveConnection | undefined;
  let asked: boolean[];

  const open = async (token: Token): Promise<void> => {
    let isOpen = false;
    connection = new LiveConnection({
      url: `http://127.0.0.1:${server.port}/tracking`,
      token,
      poll: () => undefined,
      onOpened: () => (isOpen = true),
      onStatus: () => undefined,
      onRefused: () => undefined,
    });
    connection.start();
    await eventually(() => isOpen, 'an open connection');
    server.tracking.emit('token_expiring', { expires_in_ms: 60_000 });
  };
  const source = (...tokens: readonly string[]) => {
    const left = [...tokens];
    return new Token((refused) => {
      asked.push(refused);
      return left.shift() ?? Promise.reject(new TypeError('no network'));
    });
  };

  beforeEach(async () => {
    asked = [];
    server = new TrackingServer();
    await server.start();
  });
  afterEach(async () => {
    connection?.stop();
    await server.stop();
  });

  it('goes on with another one, over the same socket', async () => {
    await open(source('first', 'second'));
    await eventually(() => server.renewals.length > 0, 'the renewal');
    expect([server.renewals, asked, server.handshakes]).toEqual([['second'], [false, false], 1]);
  });

  it('insists on another one where it is handed the same', async () => {
    await open(source('first', 'first', 'second'));
    await eventually(() => server.renewals.length > 0, 'the renewal');
    expect([server.renewals, asked]).toEqual([['second'], [false, false, true]]);
  });

  it.each([
    ['a text', () => new Token('first')],
    ['a source that fails', () => source('first')],
  ])('lets it end where it has but %s', async (_what, token) => {
    await open(token());
    let isHeard = false;
    connection?.socket.on('draining', () => (isHeard = true));
    server.tracking.emit('draining', { reconnect_in_ms: 60_000 });
    await eventually(() => isHeard, 'what came after the notice');
    expect([server.renewals, server.handshakes]).toEqual([[], 1]);
  });
});
