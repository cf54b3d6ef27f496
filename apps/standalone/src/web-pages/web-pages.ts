import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pagePolicy } from '#libs/service-kit';

/** The built pages lie beside this file's own folder in `dist`. */
const pages = join(import.meta.dirname, '../../../web');

const routes: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/t': 't.html',
  '/board': 'board.html',
  '/insights': 'insights.html',
  '/account': 'account.html',
  '/table': 'table.html',
  '/orders': 'orders.html',
};
/** What stands beside the pages, under its own name: icons, manifests, the service worker. */
const besides = [
  'favicon.svg',
  'sw.js',
  't.webmanifest',
  'board.webmanifest',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable-512.png',
  'apple-touch-icon.png',
];

/** The tracker in one file, for pages of other origins. */
const script = 'order-status-tracker.js';
const scriptHeaders = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

const yearInSeconds = 31_536_000;
const unkept = { maxAge: 0, immutable: false, cacheControl: false } as const;

/** Addresses of programs, which are answered by problems whatever they accept. */
const forPrograms = /^\/(api|internal|socket\.io|assets|\.well-known|health|metrics)(\/|$)/;

/** Whether someone looks at an address, in a browser. */
function isLookedAt({ method, url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && headers.accept?.includes('text/html') === true && !forPrograms.test(path);
}

/**
 * Serves the customer's page, the account's, a customer's orders, the board, its figures, the front page, the
 * tracker for everyone else's, and words where there is no page.
 * @throws Error where they have not been built
 */
export async function serveWebPages(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(pages)) throw new Error('The pages are not built; run "npm run build".');
  const server = app.getHttpAdapter().getInstance();
  await server.register(fastifyStatic, {
    root: join(pages, 'assets'),
    prefix: '/assets/',
    maxAge: yearInSeconds * 1_000,
    immutable: true,
    decorateReply: true,
  });
  for (const [route, page] of [
    ...Object.entries(routes),
    ...besides.map((file) => [`/${file}`, file] as const),
  ]) {
    server.get(route, (_request, reply) =>
      reply
        .header('Content-Security-Policy', pagePolicy)
        .header('Cache-Control', 'no-cache')
        .sendFile(page, pages, unkept),
    );
  }
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 || !isLookedAt(request)) {
      done();
      return;
    }
    void reply
      .code(404)
      .header('Content-Security-Policy', pagePolicy)
      .header('Cache-Control', 'no-store')
      .sendFile('not-found.html', pages, unkept);
  });
  server.get(`/${script}`, (_request, reply) =>
    reply.headers(scriptHeaders).header('Cache-Control', 'no-cache').sendFile(script, pages, unkept),
  );
}
