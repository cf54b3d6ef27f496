/**
 * Thrown for a token that does not hold. Its message tells whoever sent it what is wrong and what to do, and
 * nothing that they could not read in the token itself.
 */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}

export const flaws = {
  malformed: 'This is no access token: send one as it was given, whole and unchanged.',
  critical: 'This token has something in its header that must be understood and is not.',
  unknownKey: 'This token names no key that is known here: it was signed elsewhere, or too long ago.',
  algorithm: 'This token is signed by another algorithm than its key is for.',
  signature: 'The signature of this token does not fit what it says.',
  issuer: 'This token is of another issuer.',
  audience: 'This token is for another audience.',
  use: 'This token is for another use: send an access token.',
  claims: 'This token does not say who may do what.',
} as const;

/** From the words of jsonwebtoken to ours. */
const byMessage: readonly (readonly [begins: string, flaw: string])[] = [
  ['jwt audience invalid', flaws.audience],
  ['jwt issuer invalid', flaws.issuer],
  ['invalid signature', flaws.signature],
  ['jwt signature is required', flaws.signature],
  ['invalid algorithm', flaws.algorithm],
  ['secretOrPublicKey', flaws.algorithm],
  ['invalid exp value', flaws.claims],
  ['invalid nbf value', flaws.claims],
];

const timeIn = (error: object, name: string): string | null => {
  const time: unknown = (error as Readonly<Record<string, unknown>>)[name];
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
};

/** @param why what Passport says: an error of jsonwebtoken, or a flaw of ours */
export function invalidToken(why: unknown): InvalidTokenError {
  if (!(why instanceof Error)) return new InvalidTokenError(flaws.claims);
  if (why instanceof InvalidTokenError) return why;
  const [expired, begins] = [timeIn(why, 'expiredAt'), timeIn(why, 'date')];
  if (expired !== null)
    return new InvalidTokenError(`This token expired at ${expired}: ask for another one.`);
  if (begins !== null) return new InvalidTokenError(`This token is not valid before ${begins}.`);
  const [, flaw] = byMessage.find(([start]) => why.message.startsWith(start)) ?? [];
  return new InvalidTokenError(flaw ?? flaws.malformed);
}
