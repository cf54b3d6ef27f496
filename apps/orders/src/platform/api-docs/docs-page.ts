import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pagePolicy } from '#libs/service-kit';

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** What the page needs of Swagger UI; the rest of the package is not served. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Passline API</title>
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/**
 * Swagger UI at `/api/docs`, in a page of our own: the one that comes with Nest has scripts and styles
 * inside, which our policy does not let run.
 */
export async function serveDocsPage(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const allowedPath = (path: string): boolean => files.includes(path.slice(1));
  await server.register(fastifyStatic, {
    root: swaggerUi,
    prefix: '/api/docs/',
    allowedPath,
    decorateReply: false,
    index: false,
  });
  server.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', pagePolicy).send(page),
  );
  server.get('/api/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(start),
  );
}
