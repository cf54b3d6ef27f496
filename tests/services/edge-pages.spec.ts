import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pagePolicy } from '#libs/service-kit';
import { NginxEdge } from '../support/nginx-edge.ts';

// A real nginx with the file of the container and the built pages; no service behind it.
const nobody = '127.0.0.1:9';
let edge: NginxEdge;

beforeAll(async () => {
  edge = await NginxEdge.start({
    orders: nobody,
    'tracking-gateway': nobody,
    notifier: nobody,
    insights: nobody,
  });
}, 60_000);
afterAll(() => edge.stop());

const kept = {
  'content-security-policy': pagePolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-cache',
};
const headersOf = ({ headers }: Response): object =>
  Object.fromEntries(Object.keys(kept).map((name) => [name, headers.get(name)]));

describe('the edge keeps to itself', () => {
  it.each([
    ['a page', 'GET', '/t', 200],
    ['the page that says that there is none', 'GET', '/no-such-page', 404],
    ['that page by its own name', 'GET', '/not-found', 200],
    ['the refusal of a method', 'POST', '/t', 405],
  ])('%s', async (_what, method, path, status) => {
    const answer = await fetch(edge.url + path, { method });
    expect([answer.status, headersOf(answer)]).toEqual([status, kept]);
  });

  it('a part of a page that is there no more, and lets nobody keep that for a year', async () => {
    const { status, headers } = await fetch(`${edge.url}/assets/gone.js`);
    expect([status, headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual([
      404,
      'nosniff',
      null,
    ]);
  });
});
