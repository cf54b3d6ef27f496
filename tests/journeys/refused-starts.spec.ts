import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { type Ended, endOfPassline, freePort, startPassline } from '../support/passline.ts';
import { processesWith } from '../support/processes.ts';

jest.setTimeout(60_000);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passline-refused-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const startWith = async (settings: Readonly<Record<string, string>>): Promise<Ended> =>
  endOfPassline({ PASSLINE_DATA: folder, PORT: String(await freePort()), ...settings });

/** One line that names the setting, on the channel for errors; nothing that looks as if it had started. */
function expectRefusal({ code, out, errors }: Ended, setting: string): void {
  expect({ code, errors }).toEqual({
    code: expect.any(Number),
    errors: expect.stringMatching(new RegExp(`^[^\\n]*${setting}[^\\n]*\\n$`)),
  });
  expect(code).not.toBe(0);
  expect(out).not.toContain('Passline is ready');
}

describe('a start with a wrong setting', () => {
  it.each<{ readonly setting: string; readonly settings: Readonly<Record<string, string>> }>([
    { setting: 'PORT', settings: { PORT: 'abc' } },
    { setting: 'RECALL_WINDOW_MS', settings: { RECALL_WINDOW_MS: '-1' } },
    { setting: 'MAIL_FROM', settings: { SMTP_URL: 'smtp://127.0.0.1:25' } },
    { setting: 'PASSLINE_DATA', settings: { PASSLINE_DATA: '/dev/null/data' } },
    { setting: 'KAFKA_BROKERS', settings: { KAFKA_BROKERS: 'kafka' } },
    { setting: 'KAFKA_BROKERS', settings: { KAFKA_BROKERS: '127.0.0.1:1' } },
    { setting: 'DATABASE_URL', settings: { DATABASE_URL: 'mysql://127.0.0.1/passline' } },
  ])('ends with one line that names $setting, and leaves nothing running', async ({ setting, settings }) => {
    expectRefusal(await startWith(settings), setting);
    expect(await processesWith(folder)).toEqual([]);
  });
});

describe('a start that is in the way of another', () => {
  it('from the same folder says so in one line, and the first one goes on', async () => {
    // What is empty, or belongs to the services on their own, is nothing to complain of.
    const first = await startPassline({
      dataFolder: folder,
      settings: { ORDERS_URL: 'not a URL', SMTP_URL: '', RECALL_WINDOW_MS: '' },
    });
    expectRefusal(await startWith({}), 'PASSLINE_DATA');
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(await processesWith(folder)).toEqual([]);
  });

  it('on a port that is taken says so in one line and leaves no database behind', async () => {
    const port = await freePort();
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    try {
      expectRefusal(await startWith({ PORT: String(port) }), 'PORT');
      expect(await processesWith(folder)).toEqual([]);
    } finally {
      taken.close();
    }
  });

  it('that is stopped half-way leaves nothing running', async () => {
    const ended = endOfPassline({ PASSLINE_DATA: folder, PORT: String(await freePort()) });
    const program = await eventually(async () => {
      const [first, ...others] = (await processesWith(folder)).toSorted((one, other) => one.pid - other.pid);
      return others.length > 0 ? first : null;
    }, 'the program to have begun making its database');
    process.kill(program.pid, 'SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    expect(await processesWith(folder)).toEqual([]);
  });
});
