import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { ProblemError, sameSecret } from '#libs/service-kit';

/**
 * The fields of a form as it came, since the signature covers all of them; a field that was given several
 * times has all its values.
 */
export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** What came with a request that claims to be Twilio's. */
export interface SignedForm {
  readonly signature: string | undefined;
  readonly form: Form;
}

/**
 * What Twilio writes into `X-Twilio-Signature`: HMAC-SHA1, in base64, over the URL that it was asked to call
 * and each field's name and value, by name (https://www.twilio.com/docs/usage/security#validating-requests).
 */
export function twilioSignature(authToken: string, url: string, form: Form): string {
  const names = Object.keys(form).sort();
  const fields = names.map((name) =>
    [...new Set([form[name] ?? []].flat())]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', authToken)
    .update(url + fields.join(''), 'utf8')
    .digest('base64');
}

/**
 * @param authToken null where Twilio is not set up: then nothing is its
 * @param url that Twilio was asked to call; null where it was asked to call none
 * @throws ProblemError `forbidden` where the form is not signed by Twilio
 */
export function refuseUnsigned(
  { signature, form }: SignedForm,
  authToken: string | null,
  url: string | null,
): void {
  const isSigned =
    authToken !== null &&
    url !== null &&
    signature !== undefined &&
    sameSecret(signature, twilioSignature(authToken, url, form));
  if (!isSigned)
    throw new ProblemError('forbidden', 'The signature does not fit: only the provider may call this.');
}
