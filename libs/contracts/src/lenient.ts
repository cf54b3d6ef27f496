import * as z from 'zod';
import { isBlankText } from './clean-text.ts';

/** What stands inside optional, default and the like. */
function plainSchema(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  if ('innerType' in def) return plainSchema(def.innerType as z.core.$ZodType);
  if (schema instanceof z.ZodPipe)
    return plainSchema(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return schema;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `null`, `""` and blanks, which many tills send for what they have nothing to say about. */
const isBlank = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && isBlankText(value));

/**
 * A field may be left out, and blank is not a value of its own, as `null` is where it clears a field, and
 * blanks are where each letter counts.
 */
const isLeftOut = (schema: z.core.$ZodType, value: unknown): boolean =>
  isBlank(value) &&
  z.safeParse(schema, undefined).success &&
  (value === '' || !isValue(z.safeParse(schema, value)));

const isValue = ({ success, data }: z.ZodSafeParseResult<unknown>): boolean => success && data !== '';

/** What was sent without the optional fields that say nothing, at any depth. */
export function withoutBlanks(schema: z.core.$ZodType, sent: unknown): unknown {
  const plain = plainSchema(schema);
  if (plain instanceof z.ZodArray && Array.isArray(sent))
    return sent.map((each: unknown) => withoutBlanks(plain.element, each));
  if (!(plain instanceof z.ZodObject) || !isRecord(sent)) return sent;
  const shape = plain.shape as Readonly<Record<string, z.core.$ZodType>>;
  const kept = Object.entries(sent).flatMap(([key, value]) => {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (field === undefined) return [[key, value] as const];
    return isLeftOut(field, value) ? [] : [[key, withoutBlanks(field, value)] as const];
  });
  return Object.fromEntries(kept);
}

export type FieldPath = readonly (string | number)[];

/** The fields of what was sent that none of the schemas knows, at any depth. */
export function unknownFields(
  schemas: readonly z.core.$ZodType[],
  sent: unknown,
  path: FieldPath = [],
): readonly FieldPath[] {
  const plain = schemas.map(plainSchema);
  if (Array.isArray(sent)) {
    const elements = plain.flatMap((schema) => (schema instanceof z.ZodArray ? [schema.element] : []));
    return elements.length === 0
      ? []
      : sent.flatMap((each: unknown, index) => unknownFields(elements, each, [...path, index]));
  }
  const shapes = plain.flatMap((schema) => (schema instanceof z.ZodObject ? [schema.shape] : []));
  if (shapes.length === 0 || !isRecord(sent)) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const fields = shapes.flatMap((shape: Readonly<Record<string, z.core.$ZodType>>) =>
      Object.hasOwn(shape, key) && shape[key] ? [shape[key]] : [],
    );
    return fields.length === 0 ? [[...path, key]] : unknownFields(fields, value, [...path, key]);
  });
}
