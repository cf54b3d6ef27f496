import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../tests/support/eventually.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { NotificationListener } from './notification-listener.ts';

let url: string;
let owner: pg.Client;
let listener: NotificationListener;
let heard: string[];
let connections: number;
let losses: number;

beforeAll(async () => {
  url = (await freshDatabase()).adminUrl;
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
});
afterAll(() => owner.end());
afterEach(() => listener.stop());

function listenOn(connectionString: string): void {
  [heard, connections, losses] = [[], 0, 0];
  listener = new NotificationListener({ connectionString, application_name: 'listening' }, 'news', {
    heard: (payload) => heard.push(payload),
    connected: () => (connections += 1),
    lost: () => (losses += 1),
  });
  listener.start();
}
const connected = (times: number): Promise<unknown> =>
  eventually(() => connections === times && listener.isListening, 'the listener connected');
const sessions = async (): Promise<number> =>
  (await owner.query("SELECT FROM pg_stat_activity WHERE application_name = 'listening'")).rowCount ?? 0;

describe('A listener', () => {
  it('hears what is notified on its channel, and nothing else', async () => {
    listenOn(url);
    await connected(1);
    await owner.query("NOTIFY other, 'x'; NOTIFY news, 'one'; NOTIFY news");
    await eventually(() => heard.length === 2, 'both heard');
    expect(heard).toEqual(['one', '']);
  });

  it('listens again once its session was ended, and says so', async () => {
    listenOn(url);
    await connected(1);
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listening'",
    );
    await eventually(() => !listener.isListening, 'the loss noticed');
    await connected(2);
    await owner.query("NOTIFY news, 'again'");
    await eventually(() => heard.includes('again'), 'heard again');
    expect([await sessions(), losses]).toEqual([1, 1]);
  });

  it('waits for a database that is not there', async () => {
    const away = new URL(url);
    away.pathname = 'not_there_yet';
    listenOn(away.href);
    // Tried again and again, said once.
    await owner.query('SELECT pg_sleep(2.5)');
    expect([listener.isListening, connections, losses]).toEqual([false, 0, 1]);
    await owner.query('CREATE DATABASE not_there_yet');
    await connected(1);
    await listener.stop();
    await owner.query('DROP DATABASE not_there_yet WITH (FORCE)');
  });

  it('is gone once it is stopped, and opens nothing any more', async () => {
    listenOn(url);
    await connected(1);
    await listener.stop();
    const stopped = performance.now();
    await eventually(async () => (await sessions()) === 0, 'its session gone');
    listener.start();
    await eventually(() => performance.now() - stopped > 1_500, 'the time after which it would be back');
    expect([listener.isListening, connections, losses, await sessions()]).toEqual([false, 1, 0, 0]);
  });
});
