import * as z from 'zod';
import { httpUrlSchema } from '#libs/service-kit';

/** What an access token has to say of who made it, and for whom. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
}

/** Someone else whose tokens are believed beside our own. */
export interface IdentityProvider extends TokenIssuer {
  readonly keysUrl: string;
}

export interface TokenIssuers {
  readonly own: TokenIssuer;
  readonly provider: IdentityProvider | null;
}

/** Who signs for us when an identity provider has the names that the settings give. */
const ours = 'passline';

export const tokenShape = {
  JWT_ISSUER: z.string().default(ours),
  JWT_AUDIENCE: z.string().default(ours),
  JWT_JWKS_URL: httpUrlSchema.optional(),
};

interface TokenSettings {
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly JWT_JWKS_URL?: string | undefined;
}

/**
 * With `JWT_JWKS_URL`, issuer and audience are the provider's, and our own tokens go by our own name; without
 * it they are ours.
 */
export function tokenIssuers({
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: audience,
  JWT_JWKS_URL: keysUrl,
}: TokenSettings): TokenIssuers {
  if (keysUrl === undefined) return { own: { issuer, audience }, provider: null };
  return { own: { issuer: ours, audience: ours }, provider: { issuer, audience, keysUrl } };
}
