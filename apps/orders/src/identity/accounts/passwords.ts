import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** OWASP's parameters for Argon2id: 19 MiB, two passes. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

let nobody: Promise<string> | undefined;

/** Takes as long for an account that does not exist as for one that does. */
export async function checkPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(passwordHash ?? (await nobody), password);
  return right && passwordHash !== undefined;
}

/** A password that a person can type over from paper: 20 characters, about 100 bits, none that look alike. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789AB';
  const drawn = [...randomBytes(20)].map((byte) => letters[byte % 32] ?? 'a').join('');
  return drawn.replace(/(.{5})(?=.)/g, '$1-');
}
