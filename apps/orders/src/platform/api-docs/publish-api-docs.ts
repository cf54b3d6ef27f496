import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemMediaType } from '#libs/contracts';
import { serveDocsPage } from './docs-page.ts';
import { withProblems } from './problem-responses.ts';

/** The OpenAPI document of the routes, made from the very schemas that validate them. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Passline')
    .setDescription(
      `Where an order is, for those who move it and those who wait for it. Every refusal is \`${problemMediaType}\` with a stable \`code\`.`,
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  return withProblems(SwaggerModule.createDocument(app, about));
}

/** A page at `/api/docs`, the document itself at `/api/openapi.json`. */
export async function publishApiDocs(app: NestFastifyApplication): Promise<void> {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app), {
    ui: false,
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
  await serveDocsPage(app);
}
