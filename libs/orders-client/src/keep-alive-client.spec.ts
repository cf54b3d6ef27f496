import { getEventListeners, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KeepAliveClient } from './keep-alive-client.ts';

let server: Server;
let connections: Socket[];
let asked: { method: string | undefined; body: string }[];

async function serve(listener: RequestListener): Promise<string> {
  [connections, asked] = [[], []];
  server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (part: Buffer) => (body += part.toString()))
      .on('end', () => {
        asked.push({ method: request.method, body });
        listener(request, response);
      });
  }).listen(0, '127.0.0.1');
  server.on('connection', (socket) => connections.push(socket));
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const question = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '"ñ"' } as const;

describe('a question to a neighbour', () => {
  it('goes over the connection of the one before', async () => {
    const url = await serve((_, response) => response.writeHead(201).end('“sí”'));
    const client = new KeepAliveClient(1_000);
    expect(await client.ask(url, question)).toEqual({ status: 201, body: '“sí”' });
    expect(await client.ask(url, { method: 'GET', headers: {} })).toEqual({ status: 201, body: '“sí”' });
    expect([asked, connections.length]).toEqual([
      [
        { method: 'POST', body: '"ñ"' },
        { method: 'GET', body: '' },
      ],
      1,
    ]);
  });

  it('is asked anew, by a connection of its own, where the one that lay there is closed', async () => {
    let isClosing = false;
    const url = await serve((request, response) => {
      if (isClosing && connections.indexOf(request.socket) < 2) request.socket.destroy();
      else response.end('yes');
    });
    const client = new KeepAliveClient(1_000);
    // Two lie there: the second try is not to take the other one.
    await Promise.all([client.ask(url, question), client.ask(url, question)]);
    isClosing = true;
    expect(await client.ask(url, question)).toEqual({ status: 200, body: 'yes' });
    expect([asked.length, connections.length]).toEqual([4, 3]);
  });

  it('is ended by whoever asked it, and is not asked anew', async () => {
    let isHeld = false;
    const ending = new AbortController();
    const url = await serve((_, response) => {
      if (isHeld) ending.abort();
      else response.end('yes');
    });
    const client = new KeepAliveClient(5_000);
    await client.ask(url, question);
    isHeld = true;
    const answer = client.ask(url, { ...question, signal: ending.signal });
    await expect(answer).rejects.toMatchObject({ code: 'ABORT_ERR' });
    expect(asked.length).toBe(2);
  });

  it('leaves nothing behind on the signal that could have ended it', async () => {
    const url = await serve((_, response) => response.end('yes'));
    const client = new KeepAliveClient(5_000);
    const { signal } = new AbortController();
    for (let times = 0; times < 5; times += 1) await client.ask(url, { ...question, signal });
    await new Promise((resolve) => setImmediate(resolve));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is asked no more than twice, and within its time', async () => {
    let isAway = false;
    const url = await serve((request, response) => {
      if (!isAway) response.end('yes');
      else if (connections.length === 1) setTimeout(() => request.socket.destroy(), 150);
    });
    const client = new KeepAliveClient(300);
    await client.ask(url, question);
    isAway = true;
    const began = performance.now();
    await expect(client.ask(url, question)).rejects.toThrow('no answer within 300 ms');
    expect([asked.length, performance.now() - began < 440]).toEqual([3, true]);
  });

  it.each([
    ['never comes', () => undefined],
    ['comes in part', (_, response) => void response.writeHead(200).write('half of')],
  ] satisfies [string, RequestListener][])('is given up where an answer %s', async (_, listener) => {
    const url = await serve(listener);
    await expect(new KeepAliveClient(100).ask(url, question)).rejects.toThrow('no answer within 100 ms');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['is cut off', (request) => void request.socket.destroy()],
    [
      'breaks off',
      (request, response) => {
        response.writeHead(200).write('half of');
        setTimeout(() => request.socket.destroy(), 20);
      },
    ],
  ] satisfies [string, RequestListener][])(
    'fails where its answer %s over a connection of its own, and is not asked twice',
    async (_, listener) => {
      const url = await serve(listener);
      await expect(new KeepAliveClient(1_000).ask(url, question)).rejects.toThrow(/aborted|socket hang up/);
      expect(asked).toHaveLength(1);
    },
  );

  it('fails where nobody listens', async () => {
    const url = await serve(() => undefined);
    server.close();
    await expect(new KeepAliveClient(1_000).ask(url, question)).rejects.toThrow('ECONNREFUSED');
  });
});
