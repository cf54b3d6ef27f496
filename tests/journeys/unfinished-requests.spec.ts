import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { arrivalTimeout } from '#libs/service-kit';
import { processesWith } from '../support/processes.ts';
import { type Passline, startPassline } from '../support/passline.ts';

jest.setTimeout(90_000);

let passline: Passline;
afterEach(() => passline.stop());

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
  const { hostname, port } = new URL(passline.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  socket.resume().write(sent);
  return socket;
}

describe('A stop', () => {
  it(`does not wait for connections of which each ${Object.keys(half).join(', or ')}, and leaves nothing behind`, async () => {
    passline = await startPassline();
    const opened = performance.now();
    const sockets = await Promise.all(Object.values(half).flatMap((sent) => [began(sent), began(sent)]));
    // Answered after those have been read: the server takes what comes in the order of its coming.
    expect((await fetch(`${passline.url}/health/live`)).status).toBe(200);
    // A stop that hangs is ended by force, with another code.
    expect(await passline.end('SIGTERM')).toBe(0);
    // Whoever waited for one of them would wait until its time to arrive is over.
    expect(performance.now() - opened).toBeLessThan(arrivalTimeout);
    expect(await processesWith(passline.dataFolder)).toEqual([]);
    for (const socket of sockets) socket.destroy();
  });
});
