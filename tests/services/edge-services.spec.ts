import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '#libs/contracts';
import { type BehindTheEdge, NginxEdge } from '../support/nginx-edge.ts';

// A real nginx with the file of the container; stand-ins for the services say who they are, and refuse.
const names = ['orders', 'tracking-gateway', 'notifier', 'insights'] as const;
const servers = new Map<string, Server>();
let edge: NginxEdge;

async function standIn(name: string): Promise<string> {
  const server = createServer((request, reply) => {
    const status = Number(request.headers['x-answer'] ?? 404);
    reply
      .writeHead(status, { 'content-type': 'text/plain', 'x-who': name })
      .end(`${name} ${request.url ?? ''}`);
  });
  servers.set(name, server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  const behind = await Promise.all(names.map(async (name) => [name, await standIn(name)] as const));
  edge = await NginxEdge.start(Object.fromEntries(behind) as unknown as BehindTheEdge);
}, 60_000);
afterAll(async () => {
  await edge.stop();
  for (const server of servers.values()) server.close();
});

const ask = (path: string, status = 404, accept = 'application/json') =>
  fetch(edge.url + path, { headers: { 'x-answer': String(status), accept } });

describe('the edge', () => {
  it.each([
    ['/api/v1/analytics/summary?from=2026-03-01', 'insights'],
    ['/api/v1/analytics/feedback', 'insights'],
    ['/api/v1/analytics/nothing/such', 'insights'],
    ['/api/v1/restaurant/pace', 'orders'],
    ['/api/v1/online/orders/1/feedback/', 'orders'],
    ['/api/v1/sms/status', 'notifier'],
    ['/socket.io/?EIO=4', 'tracking-gateway'],
  ])('hands %s to %s', async (path, name) => {
    const answer = await ask(path, 200);
    expect([answer.status, await answer.text()]).toEqual([200, `${name} ${path}`]);
  });

  it.each([400, 401, 403, 404, 405, 429, 500, 503])('hands on a %i of insights as it is', async (status) => {
    const answer = await ask('/api/v1/analytics/summary', status, 'text/csv');
    expect([answer.status, await answer.text()]).toEqual([status, 'insights /api/v1/analytics/summary']);
  });

  it('says by a problem that there are no figures where insights is left out, and all else goes on', async () => {
    const insights = servers.get('insights');
    insights?.closeAllConnections();
    insights?.close();
    const answer = await ask('/api/v1/analytics/summary');
    const problem = problemSchema.parse(await answer.json());
    expect([answer.status, problem.status, problem.code]).toEqual([503, 503, 'unavailable']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await ask('/api/v1/restaurant', 200)).status).toBe(200);
  });
});
