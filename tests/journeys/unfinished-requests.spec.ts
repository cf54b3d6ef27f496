import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { stopPatience } from '#libs/service-kit';
import { startPassline } from '../support/passline.ts';
import { freshDatabase } from '../support/postgres.ts';
import { processesWith } from '../support/processes.ts';
import { type LoneProgram, programs, startAlone } from './each-program.ts';

jest.setTimeout(90_000);

/** In ms: far less than a stop may take, and more than one takes that waits for nobody. */
const promptly = stopPatience / 2;

let program: LoneProgram;
afterEach(() => program.stop());

const half = {
  'says nothing': '',
  'sends half a header': 'GET /health/live HTTP/1.1\r\nHo',
  'sends half a body':
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"user',
  'sends half a chunk':
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n{"user',
  'was answered once, and has begun anew': 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /health/live HT',
  'offers to speak HTTP/2, and stops there': 'GET /health/live HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConn',
  'begins a handshake of a socket':
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n',
} as const;

async function began(sent: string): Promise<Socket> {
  const { hostname, port } = new URL(program.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  socket.resume().write(sent);
  return socket;
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : once(socket, 'close');

/** Half a request of each kind, twice; then the stop. */
async function endsPromptly(): Promise<void> {
  const sockets = await Promise.all(Object.values(half).flatMap((sent) => [began(sent), began(sent)]));
  // Answered after those have been read: the server takes what comes in the order of its coming.
  expect((await fetch(`${program.url}/health/live`)).status).toBe(200);
  const told = performance.now();
  expect({ code: await program.end('SIGTERM'), said: program.output() }).toMatchObject({ code: 0 });
  expect(performance.now() - told).toBeLessThan(promptly);
  expect(await processesWith(`PORT=${new URL(program.url).port}`)).toEqual([]);
  await Promise.all(sockets.map(closed));
}

describe('A stop', () => {
  it.each(programs)(
    `of %s does not wait for connections of which each ${Object.keys(half).join(', or ')}, and is gone`,
    async (name) => {
      program = await startAlone(name, await freshDatabase());
      await endsPromptly();
    },
  );

  it('leaves no embedded PostgreSQL behind either, at the moment in which the program is gone', async () => {
    const passline = await startPassline();
    program = passline;
    expect((await processesWith(passline.dataFolder)).length).toBeGreaterThan(1);
    await endsPromptly();
    expect(await processesWith(passline.dataFolder)).toEqual([]);
  });
});
