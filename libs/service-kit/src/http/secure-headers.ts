import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const policyOf = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, source]) => `${name} ${source}`)
    .join('; ');

/**
 * What a page of ours may do: load what is its own, and talk to its own server. Nothing inline, nothing from
 * elsewhere, in nobody's frame.
 */
export const pagePolicy = policyOf({
  'default-src': `'none'`,
  'script-src': `'self'`,
  'style-src': `'self'`,
  'font-src': `'self'`,
  'img-src': `'self' data:`,
  'connect-src': `'self'`,
  'manifest-src': `'self'`,
  'worker-src': `'self'`,
  'frame-ancestors': `'none'`,
  'base-uri': `'none'`,
  'form-action': `'self'`,
});

/**
 * The headers that every answer carries, refusals too; a page puts its own policy in the place of this one,
 * which lets a document do nothing at all. Whether a browser must come by TLS is said where TLS ends, and
 * that is not here.
 */
export function sendSecureHeaders(app: NestFastifyApplication): void {
  const headers = secureHeaders();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      void reply.headers(headers);
      done();
    });
}

/** What Helmet writes is the same for every answer: it is asked once. */
function secureHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  writeHeaders({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw new TypeError('the headers cannot be written', { cause: error });
  });
  return headers;
}

const writeHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: [`'none'`],
      frameAncestors: [`'none'`],
      baseUri: [`'none'`],
      formAction: [`'none'`],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  strictTransportSecurity: false,
  // Of use to plug-ins and browsers that are gone.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
