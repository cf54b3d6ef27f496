import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Account, HeaderName, longestIdempotencyKey, previousBody } from '#libs/contracts';
import { invalidRequest, ProblemError, traceparentOf } from '#libs/service-kit';
import { callerOfRequest, type KnownRequest, type RequestKey } from '../../../platform/index.ts';
import type { ChangeHeaders } from '../writing/change-request.ts';

export const ChangeContext = createParamDecorator((_: unknown, context: ExecutionContext) =>
  changeHeaders(context.switchToHttp().getRequest<KnownRequest>()),
);

function changeHeaders(request: KnownRequest): ChangeHeaders {
  const caller = callerOfRequest(request);
  if (caller.kind === 'guest') throw new ProblemError('forbidden', 'A tracking link only shows its order.');
  const traceparent = traceparentOf(request.id);
  return {
    caller,
    expectedVersion: expectedVersion(request.headers[inLowerCase(HeaderName.IfMatch)]),
    key: requestKey(request, caller),
    traceparent,
  };
}

function expectedVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const [, version] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim()) ?? [];
  if (version === undefined)
    throw invalidRequest([
      { path: [HeaderName.IfMatch], message: 'must be a version in quotes, such as "3"' },
    ]);
  return Number(version);
}

function requestKey(request: KnownRequest, caller: Account): RequestKey | undefined {
  const key = request.headers[inLowerCase(HeaderName.IdempotencyKey)];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key === '' || key.length > longestIdempotencyKey) {
    throw invalidRequest([
      {
        path: [HeaderName.IdempotencyKey],
        message: `must have 1 to ${String(longestIdempotencyKey)} characters`,
      },
    ]);
  }
  const path = request.url.split('?', 1)[0]?.replace(/\/+$/, '').toLowerCase() ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    scope: [caller.id, request.method, path],
    key,
    previousBody: () => previousBody(name, request.body),
  };
}

/** As Node names the headers of a request. */
const inLowerCase = <Name extends string>(name: Name): Lowercase<Name> =>
  name.toLowerCase() as Lowercase<Name>;
