import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built pages lie beside this file's own folder in `dist`. */
const pages = join(import.meta.dirname, '../../../web');

const routes: Readonly<Record<string, string>> = { '/': 'index.html', '/t': 't.html', '/board': 'board.html', '/favicon.svg': 'favicon.svg' };

/** A page may load what is its own and talk to its own server; the token in a link's `#` is told to no one. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const yearInSeconds = 31_536_000;

/** Serves the customer's page, the board and the front page. @throws Error where they have not been built */
export async function serveWebPages(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(pages)) throw new Error('The pages are not built; run "npm run build".');
  const server = app.getHttpAdapter().getInstance();
  await server.register(fastifyStatic, { root: join(pages, 'assets'), prefix: '/assets/', maxAge: yearInSeconds * 1_000, immutable: true, decorateReply: true });
  for (const [route, page] of Object.entries(routes)) {
    server.get(route, (_request, reply) => reply.headers(headers).header('Cache-Control', 'no-cache').sendFile(page, pages, { maxAge: 0, immutable: false, cacheControl: false }));
  }
}
