import { Ajv, type ValidateFunction } from 'ajv';
import type { Answer } from '../support/api.ts';
import type { ApiDocument, Operation } from './operations.ts';

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own for null. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([name, member]) => [name, asJsonSchema(member)]),
  );
  return nullable === true ? { anyOf: [inner, { type: 'null' }] } : inner;
}

/**
 * Holds answers against what the document says of the operation: their status, their media type and their
 * body. Null where nothing is wrong.
 */
export function answerChecks(document: ApiDocument, operation: Operation): (answer: Answer) => string | null {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'document', ...(asJsonSchema({ components: document.components }) as object) });
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (status: string, schema: unknown): ValidateFunction => {
    const known =
      validators.get(status) ??
      ajv.compile(
        JSON.parse(
          JSON.stringify(asJsonSchema(schema)).replaceAll('"#/components', '"document#/components'),
        ) as object,
      );
    validators.set(status, known);
    return known;
  };
  return ({ status, headers, body }) => {
    const described = operation.responses[String(status)];
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (status >= 500 || described === undefined)
      return `${String(status)} is not described: ${JSON.stringify(body)}`;
    const schema = described.content?.[type]?.schema;
    if (described.content === undefined) return null;
    if (schema === undefined)
      return `${String(status)} came as "${type}", described as ${Object.keys(described.content).join()}`;
    if (!type.includes('json')) return null;
    const validate = validatorOf(String(status), schema);
    return validate(body)
      ? null
      : `${String(status)}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body).slice(0, 500)}`;
  };
}
