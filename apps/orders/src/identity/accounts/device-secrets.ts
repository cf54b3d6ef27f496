import { createHash, randomBytes } from 'node:crypto';

/** A secret is 32 random bytes: there is nothing to guess that a slow hash would slow down. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const newSecret = (): string => randomBytes(32).toString('base64url');
