import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';

jest.setTimeout(90_000);

// Real here: the program as `npm start` runs it, its clock, and its mailbox.
let database: TestDatabase;
let passline: Passline;

beforeEach(async () => {
  database = await migratedDatabase();
  passline = await startPassline({ database, settings: { NOTIFY_HOLD_MS: '0' } });
});
afterEach(async () => {
  await passline.stop();
});

async function policies(kept: object): Promise<void> {
  const manager = await Api.as(passline.url, 'manager');
  const { status } = await manager.send('PATCH', '/api/v1/restaurant', { policies: kept });
  expect(status).toBe(200);
}

const rejected = (guest: Api, orderId: string): Promise<Snapshot> =>
  eventually(async () => {
    const { body } = await guest.get(`/api/v1/online/orders/${orderId}/status/`);
    const snapshot = body as Snapshot;
    return snapshot.status === 'rejected' ? snapshot : null;
  }, 'the order to be rejected');

const mails = (): Promise<string[]> =>
  readdir(passline.dataFolder, { recursive: true }).then((files) =>
    files.filter((file) => file.endsWith('.eml')).map((file) => join(passline.dataFolder, file)),
  );

describe('an order that nobody accepts', () => {
  it('is rejected by itself, and its customer sees that and is written to', async () => {
    await policies({ accept_within_seconds: 1 });
    const cashier = await Api.as(passline.url, 'cashier');
    const order = await cashier.place({ customer: { name: 'Ana', email: 'ana@example.com' } });
    const snapshot = await rejected(cashier.guest(order), order.order_id);
    expect(snapshot.ended).toBe(true);
    expect(snapshot.status_history.map(({ status, role, reason }) => [status, role, reason])).toEqual([
      ['pending', 'cashier', null],
      ['rejected', 'system', 'no_response'],
    ]);
    await eventually(async () => (await mails()).length > 0, 'a mail to the customer');
  });

  it('is rejected too where the program was killed before its time came', async () => {
    await policies({ accept_within_seconds: 2 });
    const cashier = await Api.as(passline.url, 'cashier');
    const order = await cashier.place();
    expect(order.status).toBe('pending');
    await passline.end('SIGKILL');
    const { dataFolder } = passline;
    passline = await startPassline({ database, dataFolder });
    const snapshot = await rejected(new Api(passline.url).guest(order), order.order_id);
    expect(snapshot.version).toBe(2);
  });
});
