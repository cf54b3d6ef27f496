import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { parse } from 'yaml';
import * as z from 'zod';

export const repository = join(import.meta.dirname, '../..');

/** The Compose specification as a JSON schema, as the linter dclint carries it. */
const specification = JSON.parse(
  readFileSync(join(repository, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8'),
) as Record<string, unknown>;

/** What these tests look at; whether the rest is right, the specification says. */
const duration = z.string().regex(/^(\d+(us|ms|s|m|h))+$/);
const serviceSchema = z.object({
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({
    test: z.array(z.string()),
    interval: duration,
    timeout: duration,
    start_period: duration.optional(),
  }),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).default([]),
  stop_grace_period: duration.optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()),
});

export type ComposeService = z.infer<typeof serviceSchema>;
export type ComposeFile = z.infer<typeof composeSchema>;

/** As YAML with its anchors and merges resolved; a new copy each time. */
export const composeDocument = (): Record<string, unknown> =>
  parse(readFileSync(join(repository, 'docker-compose.yml'), 'utf8'), { merge: true }) as Record<
    string,
    unknown
  >;

export const composeFile = (): ComposeFile => composeSchema.parse(composeDocument());

/**
 * What the Compose specification finds wrong, each with its place and, where that is one, the key that nobody
 * knows.
 */
export function againstSpecification(document: unknown): readonly string[] {
  // The draft is named by an address that the validator does not know it under; it is its own default.
  const { $schema: _, ...schema } = specification;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  return validate(document) ? [] : (validate.errors ?? []).map(sentence);
}

const sentence = ({ instancePath, message = 'is wrong', params }: ErrorObject): string =>
  'additionalProperty' in params
    ? `${instancePath}: "${String(params['additionalProperty'])}" is no key of it`
    : `${instancePath}: ${message}`;

/** As Compose does it: `${NAME:-default}`, and `${NAME:?what is missing}` with what the user has set. */
export const filledIn = (text: string): string =>
  text.replace(/\$\{\w+:\?[^}]*\}/g, 'set-by-the-user-in-env').replace(/\$\{\w+:-([^}]*)\}/g, '$1');
