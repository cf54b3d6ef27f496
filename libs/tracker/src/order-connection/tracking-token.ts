const ID_LENGTH = 22;
const trackingToken = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{1,41}$/;

/**
 * The id of the order that a tracking token speaks of: its first 22 characters are the id's 16 bytes in base64url.
 * @returns a UUID, or null where the text is not a tracking token
 */
export function orderIdOfToken(token: string): string | null {
  if (!trackingToken.test(token)) return null;
  const bytes = atob(token.slice(0, ID_LENGTH).replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
