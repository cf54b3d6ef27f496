import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.error.ts';

type Parsed = (error: Error | null, body?: unknown) => void;
type ParseBody = (request: FastifyRequest, body: Buffer, done: Parsed) => void;

/** What a body says it is, in lower case and without parameters. */
export const mediaTypeOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

export const formMediaType = 'application/x-www-form-urlencoded';

/**
 * Reads bodies as UTF-8 and as nothing else: a name in another charset would be taken with its letters
 * exchanged for `�`, for good.
 */
export function bodyParsers(
  server: Pick<FastifyInstance, 'getDefaultJsonParser'>,
): Readonly<Record<string, ParseBody>> {
  const readJson = server.getDefaultJsonParser('error', 'error');
  return {
    'application/json': (request, body, done) => {
      unlessRefused(done, () => {
        void readJson(request, textOf(request, body), done);
      });
    },
    [formMediaType]: (request, body, done) => {
      unlessRefused(done, () => {
        done(null, formOf(textOf(request, body)));
      });
    },
  };
}

function unlessRefused(done: Parsed, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    done(error);
  }
}

const charsets = /;\s*charset\s*=\s*["']?([^\s"';]*)/gi;

/** @throws ProblemError 415 where it says another charset, 400 for what is not UTF-8 */
function textOf({ headers }: FastifyRequest, body: Buffer): string {
  for (const [, charset = ''] of (headers['content-type'] ?? '').matchAll(charsets))
    if (!/^utf-?8$/i.test(charset))
      throw new ProblemError('not_json', 'Send the body as UTF-8, and no other charset with it.');
  return decoded(body);
}

/** A byte order mark is passed over. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws ProblemError 400 */
function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw Object.assign(
      new ProblemError('invalid_request', 'Send the body as UTF-8: it has bytes that are not.'),
      {
        cause,
      },
    );
  }
}

type Form = Readonly<Record<string, string | readonly string[]>>;

/**
 * A field that comes more than once is a list.
 * @throws ProblemError 400 where `%xx` stand for bytes that are not UTF-8
 */
function formOf(text: string): Form {
  decoded(percentDecoded(text));
  const fields = Map.groupBy(new URLSearchParams(text), ([name]) => name);
  return Object.fromEntries(
    [...fields].map(([name, entries]) => {
      const [first = '', ...more] = entries.map(([, value]) => value);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

const percentDecoded = (text: string): Buffer =>
  Buffer.from(
    Buffer.from(text)
      .toString('latin1')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
