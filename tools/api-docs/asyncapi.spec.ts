import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';
import { orderEventDataSchemas, orderEventsTopic, SocketEvent } from '#libs/contracts';
import { asyncApiFile, asyncApiYaml } from './asyncapi.ts';

const repository = join(import.meta.dirname, '../..');
const committed = readFileSync(join(repository, asyncApiFile), 'utf8');

const jsonSchema = z.record(z.string(), z.unknown());
const messageSchema = z.looseObject({
  name: z.string().optional(),
  headers: jsonSchema.optional(),
  payload: jsonSchema,
});
const documentSchema = z.looseObject({
  channels: z.record(
    z.string(),
    z.looseObject({ address: z.string(), messages: z.record(z.string(), messageSchema) }),
  ),
  operations: jsonSchema,
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
});
const document = documentSchema.parse(parse(committed));
const messagesOf = (channel: string) => Object.values(document.channels[channel]?.messages ?? {});

const fixtureSchema = z.object({
  topic: z.string(),
  key: z.string(),
  headers: z.record(z.string(), z.string()),
  value: z.string(),
});
const fixtures = join(repository, 'libs/messaging/src/cloud-events/fixtures');
const sent = readdirSync(fixtures).map((file) =>
  fixtureSchema.parse(JSON.parse(readFileSync(join(fixtures, file), 'utf8'))),
);

/** A validator made from the document alone, as someone would who has nothing else. */
function validatorOf(schema: z.infer<typeof jsonSchema>): z.ZodType {
  const definitions = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/definitions/'),
  ) as object;
  const own = JSON.parse(
    JSON.stringify(schema).replaceAll('#/components/schemas/', '#/definitions/'),
  ) as object;
  return z.fromJSONSchema({ $schema: 'http://json-schema.org/draft-07/schema#', ...own, definitions });
}

function messageOf(type: string | undefined) {
  const message = messagesOf('orderEvents').find(({ name }) => name === type);
  if (message?.headers === undefined) throw new Error(`the document has no message ${String(type)}`);
  return { headers: validatorOf(message.headers), payload: validatorOf(message.payload) };
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === '$ref' ? [String(inner)] : referencesIn(inner),
  );
}

const found = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], document);

describe('the AsyncAPI document', () => {
  it('is what the schemas make of it now: run "npm run docs:asyncapi" after changing them', () => {
    expect(committed).toBe(asyncApiYaml());
  });

  it('describes every event on the topic that it is sent to', () => {
    expect(document.channels['orderEvents']?.address).toBe(orderEventsTopic);
    expect(messagesOf('orderEvents').map(({ name }) => name)).toEqual(Object.keys(orderEventDataSchemas));
  });

  it('describes every event of the sockets', () => {
    const names = ['tracking', 'board'].flatMap(messagesOf).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.values(SocketEvent)));
  });

  it('refers to nothing that it does not hold', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((reference) => found(reference) === undefined)).toEqual([]);
  });

  it('has a fixture of every event', () => {
    expect(sent.map(({ headers }) => headers['ce_type']).sort()).toEqual(
      Object.keys(orderEventDataSchemas).sort(),
    );
  });

  it.each(sent)('accepts a real message: $headers.ce_type', ({ headers, value }) => {
    const message = messageOf(headers['ce_type']);
    expect(message.headers.safeParse(headers).error).toBeUndefined();
    expect(message.payload.safeParse(JSON.parse(value)).error).toBeUndefined();
  });

  it.each(sent)(
    'refuses one with a status that does not exist, without a version, or of another type: $headers.ce_type',
    ({ headers, value }) => {
      const message = messageOf(headers['ce_type']);
      const { version: _version, ...unversioned } = JSON.parse(value) as Record<string, unknown>;
      expect(message.payload.safeParse({ ...unversioned, version: 1, status: 'burnt' }).success).toBe(false);
      expect(message.payload.safeParse(unversioned).success).toBe(false);
      expect(message.headers.safeParse({ ...headers, ce_type: 'passline.order.burnt.v1' }).success).toBe(
        false,
      );
    },
  );
});
