import { domainToASCII } from 'node:url';
import * as z from 'zod';
import { plainText } from './plain-text.ts';

/** As mail servers take it: a dotted local part, and a domain of two labels or more, in ASCII. */
const addressSchema = z
  .email({
    pattern:
      /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i,
  })
  .max(254);

/**
 * An e-mail address as mail servers take it, from what people and tills write: without blanks and marks that
 * are not seen, out of `Ana <ana@…>` or `mailto:`, its domain in ASCII.
 * @returns null where it has no one meaning
 */
export function emailOf(typed: string): string | null {
  const text = plainText(typed)
    .replace(/^.*<([^<>]*)>$/u, '$1')
    .replace(/^mailto:([^?]*).*$/i, '$1')
    .replace(/\s/g, '')
    .replace(/[.,;]+$/, '');
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const address = `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`;
  return addressSchema.safeParse(address).data ?? null;
}
