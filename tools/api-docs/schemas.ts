import * as z from 'zod';

/** A JSON Schema (draft 7, which AsyncAPI's own schemas extend). */
export type JsonSchema = Readonly<Record<string, unknown>>;

const placeOf = (name: string): string => `#/components/schemas/${name}`;

/** Collects the schemas of a document; one that has an id stands there once, however often it is named. */
export class Schemas {
  readonly #named = new Map<string, JsonSchema>();

  /**
   * As written by Passline (`output`), or as taken from others (`input`).
   * @returns what stands where the schema is named
   */
  describe(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema {
    const { $schema: _draft, definitions, ...described } = z.toJSONSchema(schema, { target: 'draft-7', io });
    for (const [name, definition] of Object.entries({
      ...(definitions as Readonly<Record<string, JsonSchema>> | undefined),
    }))
      this.#add(name, moved(definition));
    return moved(described);
  }

  /** In the order of their names, so that the document does not depend on who asked first. */
  named(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #add(name: string, definition: JsonSchema): void {
    const known = this.#named.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition))
      throw new Error(`two schemas are called ${name}`);
    this.#named.set(name, definition);
  }
}

const ownPlace = '#/definitions/';

/**
 * The same with its references led to where a document keeps its schemas, and open to fields that a later
 * release adds.
 */
function moved(schema: unknown): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === 'additionalProperties' && value === false) return undefined;
    return key === '$ref' && typeof value === 'string' && value.startsWith(ownPlace)
      ? placeOf(value.slice(ownPlace.length))
      : value;
  }) as JsonSchema;
}
