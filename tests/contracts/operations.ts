import * as z from 'zod';

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  get properties() {
    return z.record(z.string(), schemaShape).optional();
  },
  get items() {
    return schemaShape.optional();
  },
  get allOf() {
    return z.array(schemaShape).optional();
  },
});
export type JsonSchema = z.infer<typeof schemaShape>;

const operationShape = z.looseObject({
  operationId: z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.unknown(),
      }),
    )
    .optional(),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: schemaShape })) })
    .optional(),
  responses: z.record(
    z.string(),
    z.looseObject({
      description: z.string(),
      content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional(),
    }),
  ),
});

export const documentShape = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), operationShape)),
  components: z.looseObject({
    schemas: z.record(z.string(), schemaShape),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});
export type ApiDocument = z.infer<typeof documentShape>;

export interface Operation {
  /** As a reader calls it: `POST /api/v1/…`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly secured: boolean;
  readonly query: readonly string[];
  readonly headers: readonly string[];
  readonly body: JsonSchema | undefined;
  readonly responses: z.infer<typeof operationShape>['responses'];
}

export async function readDocument(url: string): Promise<ApiDocument> {
  return documentShape.parse(await (await fetch(`${url}/api/openapi.json`)).json());
}

/** Every operation of the published document, so that a new one is tested as soon as it is there. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const named = (place: string): string[] =>
        (operation.parameters ?? [])
          .filter((parameter) => parameter.in === place)
          .map(({ name }) => name.toLowerCase());
      const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
      const secured = (operation.security ?? []).length > 0;
      return [
        {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          secured,
          query: named('query'),
          headers: named('header'),
          body,
          responses: operation.responses,
        },
      ];
    }),
  );
}

/** What a schema's reference points at. */
export function resolved(document: ApiDocument, schema: JsonSchema): JsonSchema {
  const [only] = schema.allOf ?? [];
  if (only !== undefined) return resolved(document, only);
  return schema.$ref === undefined
    ? schema
    : (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
}

/** A body as its schema wants it; a member that `known` names has that value. */
export function sampleOf(
  document: ApiDocument,
  schema: JsonSchema,
  known: Readonly<Record<string, unknown>>,
): unknown {
  const real = resolved(document, schema);
  if (real.enum !== undefined) return real.enum[0];
  if (real.properties !== undefined) {
    const members = Object.entries(real.properties).map(
      ([name, member]) =>
        [
          name,
          isKnown(document, name, member, known) ? known[name] : sampleOf(document, member, known),
        ] as const,
    );
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  if (real.type === 'array') return [sampleOf(document, real.items ?? {}, known)];
  return (
    formatted[real.format ?? ''] ?? { integer: 5, number: 5, boolean: true }[real.type ?? ''] ?? 'sample'
  );
}

const formatted: Readonly<Record<string, string>> = {
  'date-time': new Date().toISOString(),
  uri: 'https://example.test/sample',
};

/** Two members of one name may be of different words: an order's status, and its payment's. */
function isKnown(
  document: ApiDocument,
  name: string,
  member: JsonSchema,
  known: Readonly<Record<string, unknown>>,
): boolean {
  const words = resolved(document, member).enum;
  return name in known && (words === undefined || words.includes(known[name]));
}

/** The same body with one of its members, at whatever depth, replaced; named by its path. */
export function withEachMember(
  body: unknown,
  value: unknown,
): readonly (readonly [path: string, body: unknown])[] {
  if (Array.isArray(body))
    return body.flatMap((entry, index) =>
      withEachMember(entry, value).map(
        ([path, changed]) => [`${String(index)}.${path}`, body.with(index, changed)] as const,
      ),
    );
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, member]) => [
    [name, { ...body, [name]: value }] as const,
    ...withEachMember(member, value).map(
      ([path, changed]) => [`${name}.${path}`, { ...body, [name]: changed }] as const,
    ),
  ]);
}
