import * as z from 'zod';
import { httpUrlSchema } from '../settings/settings.ts';

/** What an access token has to say of who made it, and for whom. */
export interface TokenTerms {
  readonly issuer: string;
  readonly audience: string;
}

/** An identity provider whose tokens are believed beside our own. */
export interface ProviderTerms extends TokenTerms {
  readonly keysUrl: string;
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

/** With `JWT_JWKS_URL`, issuer and audience are the provider's, and our own tokens go by our own name; without it they are ours. */
export function termsOf({
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: audience,
  JWT_JWKS_URL: keysUrl,
}: TokenSettings): { readonly own: TokenTerms; readonly provider: ProviderTerms | null } {
  if (keysUrl === undefined) return { own: { issuer, audience }, provider: null };
  return { own: { issuer: ours, audience: ours }, provider: { issuer, audience, keysUrl } };
}
