import fc from 'fast-check';
import { Status } from '#libs/status-machine';
import { type ApiDocument, type JsonSchema, resolved } from './operations.ts';

const justNow = fc.integer({ min: 0, max: 3_600_000 }).map((ago) => new Date(Date.now() - ago).toISOString());

/** An hour to a day from now. */
const later = fc
  .integer({ min: 3_600_000, max: 86_400_000 })
  .map((ahead) => new Date(Date.now() + ahead).toISOString());

/** What the schema's shape alone does not tell. */
const meant: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  currency: fc.constantFrom('PHP', 'EUR', 'MXN'),
  locale: fc.constantFrom('en', 'es-MX'),
  timezone: fc.constantFrom('Asia/Manila', 'Europe/Madrid'),
  phone: fc.constantFrom('+639171234567', '+63 2 8555 1234'),
  expected_version: fc.integer({ min: 1, max: 4 }),
  occurred_at: justNow,
  placed_at: justNow,
  // An order that is not for later is refused another time.
  scheduled_for: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, later),
  quantity: fc.constantFrom(1, 2, 0.35, '3', '1.250'),
  line: fc.constant(1),
  image_url: fc.webUrl(),
  restaurant_id: fc.constant(undefined),
  username: fc.oneof(
    fc.uuid().map((name) => `${name}@example.test`),
    fc.emailAddress(),
  ),
  status: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...Object.values(Status)) },
    fc.string({ unit: 'grapheme' }),
  ),
  reason: fc.constantFrom('other', 'mistake', undefined),
};

/** What is asked for in a query. */
const asked: Readonly<Record<string, fc.Arbitrary<string>>> = {
  limit: fc.nat(120).map(String),
  status: fc.constantFrom('active', 'all', 'cooking', 'delayed'),
  fulfilment: fc.constantFrom('delivery', 'pickup', 'dine_in', 'drone'),
  updated_after: fc.constantFrom('2026-01-01T00:00:00.000Z', 'yesterday'),
};

/** Of two members of one name only one may be meant: an order's status is a text, a payment's one of few. */
const meantBy = (
  document: ApiDocument,
  name: string,
  member: JsonSchema,
): fc.Arbitrary<unknown> | undefined =>
  name === 'status' && resolved(document, member).enum !== undefined ? undefined : meant[name];

/** A value as the schema wants it; an id is often one of those that are there. */
function fitting(document: ApiDocument, schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const real = resolved(document, schema);
  if (real.enum !== undefined) return fc.constantFrom(...real.enum);
  if (real.properties !== undefined) {
    const members = Object.entries(real.properties).map(
      ([name, member]) => [name, meantBy(document, name, member) ?? fitting(document, member, ids)] as const,
    );
    return fc.record(Object.fromEntries(members), {
      requiredKeys: Array.isArray(real['required']) ? (real['required'] as string[]) : [],
    });
  }
  if (real.type === 'array')
    return fc.array(fitting(document, real.items ?? {}, ids), {
      minLength: Number(real['minItems'] ?? 0),
      maxLength: 4,
    });
  if (real.type === 'integer' || real.type === 'number')
    return fc.integer({
      min: Number(real['minimum'] ?? -5),
      max: Math.min(Number(real['maximum'] ?? 1_000), 100_000),
    });
  if (real.type === 'boolean') return fc.boolean();
  return text(real, ids);
}

function text({ format, ...schema }: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') })
      .map((date) => date.toISOString());
  if (format === 'email') return fc.emailAddress();
  const maxLength = Math.min(Number(schema['maxLength'] ?? 60), 600);
  // A grapheme may be several code units long.
  return fc.string({
    unit: 'grapheme',
    minLength: Number(schema['minLength'] ?? 0),
    maxLength: Math.ceil(maxLength / 8),
  });
}

/** One of the body's members replaced by anything at all. */
const oneMemberWild = (body: unknown): fc.Arbitrary<unknown> => {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  if (names.length === 0) return fc.jsonValue();
  return fc
    .tuple(fc.constantFrom(...names), fc.jsonValue())
    .map(([name, value]) => ({ ...(body as object), [name]: value }));
};

/**
 * Mostly what the document asks for, now and then with one member gone wild, now and then something else
 * altogether.
 */
export function bodyOf(
  document: ApiDocument,
  schema: JsonSchema,
  ids: readonly string[],
): fc.Arbitrary<unknown> {
  const good = fitting(document, schema, ids);
  return fc.oneof(
    { weight: 6, arbitrary: good },
    { weight: 3, arbitrary: good.chain(oneMemberWild) },
    fc.jsonValue(),
  );
}

/** For a parameter of a query. */
export const valueOf = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: asked[name] ?? fc.uuid() },
    fc.string({ unit: 'grapheme', maxLength: 80 }),
  );
