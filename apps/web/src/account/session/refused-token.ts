/**
 * Whether it is the access token that is refused (RFC 6750 §3), so that another one may help. What was asked
 * for can be refused as unauthenticated too, as with a password that is wrong: that stays so.
 */
export const isTokenRefused = ({ status, headers }: Response): boolean =>
  status === 401 && /\berror="invalid_token"/.test(headers.get('www-authenticate') ?? '');
