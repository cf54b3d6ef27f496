import type { ClientCredentials } from '#libs/contracts';
import { type Credentials, OAuthRefusal, readBasic } from '#libs/service-kit';

/**
 * Who the client says it is, by a Basic header or by the form, as RFC 6749 §2.3.1 has it.
 * @throws OAuthRefusal `invalid_client` where it says nothing, `invalid_request` where it says it twice
 */
export function clientOf(form: ClientCredentials, authorization: string | undefined): Credentials {
  if (!/^Basic\b/i.test(authorization ?? '')) return inForm(form);
  const basic = readBasic(authorization);
  if (basic === null)
    throw new OAuthRefusal('invalid_client', 'The Basic header is not base64 of client_id:client_secret.');
  const client = { id: unescaped(basic.id), secret: unescaped(basic.secret) };
  if (form.client_secret !== undefined || (form.client_id ?? client.id) !== client.id)
    throw new OAuthRefusal(
      'invalid_request',
      'Say who you are by the Basic header or by the form, not by both.',
    );
  return client;
}

function inForm({ client_id: id, client_secret: secret }: ClientCredentials): Credentials {
  if (id === undefined || secret === undefined)
    throw new OAuthRefusal(
      'invalid_client',
      'Send client_id and client_secret in a Basic header or in the form.',
    );
  return { id, secret };
}

/** In Basic both are form-encoded first; most clients leave that out, and ours need it in no place. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
