import { createHmac } from 'node:crypto';

/** The fields of a form; a field that was given several times has all its values. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/**
 * What Twilio writes into `X-Twilio-Signature`: HMAC-SHA1, in base64, over the URL that it was told to call and each field's name and value,
 * by name (https://www.twilio.com/docs/usage/security#validating-requests).
 */
export function twilioSignature(authToken: string, url: string, form: Form): string {
  const names = Object.keys(form).sort();
  const fields = names.map((name) => [...new Set([form[name] ?? []].flat())].sort().map((value) => name + value).join(''));
  return createHmac('sha1', authToken).update(url + fields.join(''), 'utf8').digest('base64');
}
