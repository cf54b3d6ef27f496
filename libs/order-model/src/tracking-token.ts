/**
 * The order's id in base64url, a dot, and a signature of 32 characters, whatever follows, save what makes a
 * JWT of it; a shorter one is whole where it ends in a letter or digit, with none behind.
 */
const whole = /^[\w-]{22}\.(?:[\w-]{32}(?![\w-]+\.[\w-]+$)|[\w-]{7,30}[^\W_](?![\w-]*[^\W_]))/;

/**
 * The tracking token that a text begins with. Mail and chat programs take for part of a link what stands
 * behind it, and some put a backslash before what Markdown would take for its own; so whatever follows a
 * whole token is passed over, be it a bracket, a star or the rest of the sentence.
 * @param text what came as a token, or behind the `#` of a link
 * @returns the token alone, or null where the text begins with none
 */
export function trackingTokenIn(text: string): string | null {
  return whole.exec(text.replace(/^\s+|\\(?=[-._])/g, ''))?.[0] ?? null;
}

/** The id of the order that a token speaks of, from its first characters: a UUID. */
export function orderIdIn(token: string): string {
  const bytes = atob(token.slice(0, 22).replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(bytes, (byte) => (byte.charCodeAt(0) + 256).toString(16).slice(1)).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
