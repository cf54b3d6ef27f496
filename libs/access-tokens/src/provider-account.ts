import { v5 as nameBasedId, validate } from 'uuid';
import { providerCaller, providerClaimsSchema, type TokenAccount } from '#libs/contracts';

/** By RFC 9068 a token says in its header that it is for access; others say it in a claim, as ours do. */
const accessTypes: ReadonlySet<unknown> = new Set(['at+jwt', 'application/at+jwt']);

/**
 * The person or device behind an identity provider's token whose signature, issuer, audience and time were
 * found good.
 * @returns who, and when the token ends in ms
 * @throws ZodError where the claims do not say who may do what, or the token is not for access: one for
 * another use (an ID token) never is
 */
export function accountOfProvider(
  claims: unknown,
  header: { readonly typ?: unknown },
): { readonly account: TokenAccount; readonly expiresAt: number } {
  const read = providerClaimsSchema.parse(
    accessTypes.has(header.typ) ? { use: 'access', ...(claims as object) } : claims,
  );
  return { account: providerCaller(read, idOf(read.iss, read.sub)), expiresAt: read.exp * 1_000 };
}

/** Our ids are UUIDs; a subject of another form becomes one, always the same. */
const idOf = (issuer: string, subject: string): string =>
  validate(subject) ? subject.toLowerCase() : nameBasedId(`${issuer} ${subject}`, nameBasedId.URL);
